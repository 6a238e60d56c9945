package dev.runner.vu;

import dev.runner.failure.Failure;
import dev.runner.log.LogLevel;
import dev.runner.log.Redaction;
import dev.runner.sample.SampleSink;
import dev.runner.sample.Tags;
import dev.runner.script.ScriptError;
import dev.runner.script.ScriptInstance;
import dev.runner.transport.HttpSession;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The exports `vuSetup` and `vuTeardown` of one virtual user: before its first iteration of a
/// scenario and after its last. Used by its thread only.
final class VuStages {
  static final String SETUP = "vuSetup";
  static final String TEARDOWN = "vuTeardown";

  /// How long stopping code of a script may take before we rely on its next wait.
  private static final Duration STOP_LIMIT = Duration.ofMillis(500);

  private final VuWorld world;
  private final VuContext context;
  private final ScriptInstance instance;
  private final VuLimits limits;
  private final Executor stopper;
  private boolean ready;
  private String scenario = "";
  private String executor = "";
  private volatile boolean late;

  /// Whether someone is about to stop the stage that runs; guarded by this.
  private boolean stopping;

  /// The one that runs a stage now; guarded by this.
  private @Nullable Thread thread;

  /// @param stopper runs what stops a script, on a platform thread of its own
  VuStages(
      VuWorld world,
      VuContext context,
      ScriptInstance instance,
      VuLimits limits,
      Executor stopper) {
    this.world = world;
    this.context = context;
    this.instance = instance;
    this.limits = limits;
    this.stopper = stopper;
  }

  /// Whether the virtual user works for that scenario and is set up for it.
  boolean isReadyFor(VuSpec spec) {
    return ready && scenario.equals(spec.scenario());
  }

  /// Sets the virtual user up for the scenario that it has been assigned to.
  ///
  /// @return whether all went well
  boolean setUp(VuSpec spec) {
    scenario = spec.scenario();
    executor = spec.executor();
    ready = !instance.hasFunction(SETUP) || run(SETUP);
    return ready;
  }

  /// Undoes the set-up, if there was one, before the virtual user is assigned to anything else.
  void tearDown() {
    if (ready) {
      ready = false;
      if (instance.hasFunction(TEARDOWN)) {
        boolean _ = run(TEARDOWN);
      }
    }
  }

  private boolean run(String function) {
    late = false;
    Future<?> alarm =
        limits.after(
            limits.nanosOf(function),
            () -> {
              if (isTooLate()) {
                stopper.execute(this::stop);
              }
            });
    begin(Thread.currentThread());
    context.group("::" + function);
    try {
      instance.callWithData(function);
      return true;
    } catch (ScriptError e) {
      fault(function, e);
      return false;
    } finally {
      if (alarm != null) {
        alarm.cancel(false);
      }
      end();
      recordTraffic();
      context.group("");
    }
  }

  private synchronized void begin(Thread runner) {
    thread = runner;
  }

  /// Notes that a stage takes too long; false if it is over.
  private synchronized boolean isTooLate() {
    late = thread != null;
    stopping = late;
    return late;
  }

  /// Waits until whoever is about to stop the stage has seen that it is over, so that nothing stops
  /// what comes next.
  private synchronized void end() {
    long deadline = world.clock().nanoTime() + 2 * STOP_LIMIT.toNanos();
    while (stopping && world.clock().nanoTime() - deadline < 0) {
      try {
        world.clock().awaitUntil(this, deadline);
      } catch (InterruptedException e) {
        // Meant for the stage that is over.
      }
    }
    thread = null;
    if (late) {
      boolean _ = Thread.interrupted();
    }
  }

  private void stop() {
    boolean _ = instance.interrupt(STOP_LIMIT);
    synchronized (this) {
      if (thread != null) {
        thread.interrupt();
      }
      stopping = false;
      notifyAll();
    }
  }

  private void fault(String function, ScriptError error) {
    boolean stopped =
        error.kind() == ScriptError.Kind.INTERRUPTED || error.kind() == ScriptError.Kind.ABORTED;
    if (stopped && !late) {
      return;
    }
    String option = function.equals(SETUP) ? "setupTimeout" : "teardownTimeout";
    String headline =
        late
            ? function + "() took longer than the option " + option + " allows"
            : function + "() failed: " + error.headline();
    world.log().log(
        LogLevel.ERROR,
        late ? headline : function + "() failed: " + error.getMessage(),
        Map.of("executor", executor, "scenario", scenario, "hint", "script exception"));
    Redaction redaction = world.redaction();
    world
        .failures()
        .add(
            new Failure(
                redaction == null ? headline : redaction.apply(headline),
                error.place(),
                scenario,
                context.vuId(),
                context.iterationInInstance(),
                world.clock().nanoTime()));
  }

  private void recordTraffic() {
    SampleSink samples = context.samples();
    HttpSession.Traffic traffic = context.session().drainTraffic();
    Tags tags = context.tags();
    long now = world.clock().nanoTime();
    samples.record(samples.series(world.builtins().dataSent(), tags), (double) traffic.sent(), now);
    samples.record(
        samples.series(world.builtins().dataReceived(), tags), (double) traffic.received(), now);
    samples.flush();
  }
}
