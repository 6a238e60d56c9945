package dev.runner.engine;

import dev.runner.clock.Clock;
import dev.runner.executor.Executor;
import dev.runner.executor.VuSource;
import dev.runner.plan.ExecutionPlan;
import dev.runner.plan.ScenarioPlan;
import dev.runner.random.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Runs the scenarios of a plan side by side, once.
public final class Engine {
  private final List<ScenarioRunner> scenarios = new ArrayList<>();
  private final RunState state;
  private final Steering steering;
  private final AbortSignal abort;
  private final Clock clock;

  /// @param seed of everything random
  /// @param vus where each scenario gets its virtual users from; asked at once
  public Engine(
      ExecutionPlan plan,
      Function<ScenarioPlan, VuSource> vus,
      RunListener listener,
      AbortSignal abort,
      Clock clock,
      Seed seed) {
    this.abort = abort;
    this.clock = clock;
    for (ScenarioPlan scenario : plan.scenarios()) {
      scenarios.add(
          new ScenarioRunner(scenario, vus.apply(scenario), listener, abort, clock, seed));
    }
    for (ScenarioRunner follower : scenarios) {
      String after = follower.plan().start().after();
      scenarios.stream()
          .filter(scenario -> scenario.plan().name().equals(after))
          .forEach(scenario -> scenario.precedes(follower));
    }
    state = new RunState(plan, scenarios, clock);
    steering = new Steering(scenarios, state);
  }

  /// How far the run is; also before and after [#run()].
  public RunState state() {
    return state;
  }

  /// Changes scenarios while they run.
  public Steering steering() {
    return steering;
  }

  /// Runs all scenarios and returns when the last is over. Interrupting the thread stops the run
  /// like an [StopReason.Interrupted] does, and leaves the thread interrupted.
  public EngineResult run() {
    long startNanos = clock.nanoTime();
    state.started(startNanos);
    List<Thread> threads = new ArrayList<>();
    for (ScenarioRunner scenario : scenarios) {
      if (scenario.plan().start().after().isEmpty()) {
        scenario.delayFrom(startNanos);
      }
      threads.add(
          Thread.ofPlatform()
              .name("scenario-" + scenario.plan().name())
              .daemon()
              .start(() -> run(scenario)));
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      interrupted |= join(thread);
    }
    state.over();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Map<String, Executor.Result> results = new LinkedHashMap<>();
    for (ScenarioRunner scenario : scenarios) {
      scenario.result().ifPresent(result -> results.put(scenario.plan().name(), result));
    }
    return new EngineResult(
        abort.reason().orElseGet(StopReason.Finished::new), state.elapsedNanos(), results);
  }

  private void run(ScenarioRunner scenario) {
    try {
      scenario.run();
    } catch (InterruptedException e) {
      abort.raise(new StopReason.Interrupted());
    } catch (RuntimeException | Error e) {
      abort.raise(new StopReason.Broken(e));
    }
  }

  /// Waits for the end of a thread, whatever happens, and returns whether it was interrupted.
  private boolean join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
        abort.raise(new StopReason.Interrupted());
      }
    }
  }
}
