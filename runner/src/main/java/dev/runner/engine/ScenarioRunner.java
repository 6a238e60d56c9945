package dev.runner.engine;

import dev.runner.clock.Clock;
import dev.runner.executor.Executor;
import dev.runner.executor.VuSource;
import dev.runner.plan.ScenarioPlan;
import dev.runner.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Waits for one scenario's start and lets its executor run.
final class ScenarioRunner {
  /// Until it is time to look again whether anything has changed without notice.
  private static final long LONG_NANOS = 3_600_000_000_000L;

  private final ScenarioPlan plan;
  private final Clock clock;
  private final RunListener listener;
  private final AbortSignal abort;
  private final Executor executor;
  private final Object monitor = new Object();
  private final List<ScenarioRunner> followers = new ArrayList<>();
  private volatile long startNanos;
  private volatile boolean isScheduled;
  private volatile boolean failed;
  private volatile Executor.@Nullable Result result;

  ScenarioRunner(
      ScenarioPlan plan,
      VuSource vus,
      RunListener listener,
      AbortSignal abort,
      Clock clock,
      Seed seed) {
    this.plan = plan;
    this.clock = clock;
    this.listener = listener;
    this.abort = abort;
    executor =
        plan.config()
            .create(
                new Executor.Context(
                    vus,
                    clock,
                    listenTo(plan),
                    seed,
                    new Executor.Pace(plan.pacing(), seed.child("pacing").child(plan.name()))));
  }

  private Executor.Listener listenTo(ScenarioPlan scenario) {
    return new Executor.Listener() {
      @Override
      public void dropped(long iterations) {
        listener.dropped(scenario, iterations);
      }

      @Override
      public void warn(String message) {
        listener.warned(scenario, message);
      }
    };
  }

  ScenarioPlan plan() {
    return plan;
  }

  /// Empty if the scenario never started or is not over.
  Optional<Executor.Result> result() {
    return Optional.ofNullable(result);
  }

  /// Makes another scenario start when this one is over; to be called before [#run()].
  void precedes(ScenarioRunner follower) {
    followers.add(follower);
  }

  /// Says when the run starts, on the clock, or the scenario that this one starts after is over. A
  /// scenario that starts after none must hear it before [#run()].
  void delayFrom(long nanos) {
    synchronized (monitor) {
      startNanos = nanos + plan.start().delay().toNanos();
      isScheduled = true;
      monitor.notifyAll();
    }
  }

  void run() throws InterruptedException {
    abort.onRaise(this::abort);
    boolean completed = false;
    try {
      if (awaitStart()) {
        listener.started(plan);
        Executor.Result ended = executor.run(startNanos);
        result = ended;
        completed = true;
        listener.ended(plan, ended);
        long overNanos = clock.nanoTime();
        followers.forEach(follower -> follower.delayFrom(overNanos));
      }
    } finally {
      failed = !completed;
    }
  }

  ScenarioProgress progress() {
    Executor.Progress now = executor.progress();
    if (failed) {
      now =
          new Executor.Progress(
              Executor.Phase.INCOMPLETE,
              now.fraction(),
              now.activeVus(),
              now.vus(),
              now.iterations(),
              now.elapsedNanos(),
              now.durationNanos());
    }
    return new ScenarioProgress(
        plan.name(), plan.executor(), startsIn(now.phase()), waitsFor(), now, executor.controls());
  }

  void change(Executor.Change change) throws InterruptedException {
    try {
      executor.change(change);
    } catch (Executor.Refused e) {
      throw new Executor.Refused(
          "scenario '" + plan.name() + "' (" + plan.executor() + ") " + e.getMessage());
    }
  }

  Executor.Counts counts() {
    return executor.counts();
  }

  private long startsIn(Executor.Phase phase) {
    if (phase != Executor.Phase.WAITING) {
      return 0;
    }
    if (isScheduled) {
      return Math.max(0, startNanos - clock.nanoTime());
    }
    return plan.start().after().isEmpty() ? plan.startTime().toNanos() : -1;
  }

  private String waitsFor() {
    return isScheduled ? "" : plan.start().after();
  }

  /// Returns whether the start has come before an abort.
  private boolean awaitStart() throws InterruptedException {
    synchronized (monitor) {
      while (!abort.isRaised() && !isDue()) {
        clock.awaitUntil(monitor, isScheduled ? startNanos : clock.nanoTime() + LONG_NANOS);
      }
    }
    return !abort.isRaised();
  }

  private boolean isDue() {
    return isScheduled && clock.nanoTime() - startNanos >= 0;
  }

  private void abort() {
    executor.abort();
    synchronized (monitor) {
      monitor.notifyAll();
    }
  }
}
