package dev.runner.engine;

import dev.runner.clock.Clock;
import dev.runner.executor.Executor;
import dev.runner.plan.ExecutionPlan;
import java.util.List;
import java.util.function.ToLongFunction;

/// How far a run is. Safe for use by many threads; cheap to ask.
public final class RunState {
  private final ExecutionPlan plan;
  private final List<ScenarioRunner> scenarios;
  private final Clock clock;
  private volatile long startNanos;
  private volatile long endNanos;
  private volatile boolean started;
  private volatile boolean over;

  RunState(ExecutionPlan plan, List<ScenarioRunner> scenarios, Clock clock) {
    this.plan = plan;
    this.scenarios = List.copyOf(scenarios);
    this.clock = clock;
  }

  void started(long atNanos) {
    startNanos = atNanos;
    started = true;
  }

  void over() {
    endNanos = clock.nanoTime();
    over = true;
  }

  /// Since the scenarios' common start; zero before, and still once they are over.
  public long elapsedNanos() {
    if (!started) {
      return 0;
    }
    return (over ? endNanos : clock.nanoTime()) - startNanos;
  }

  /// When the scenarios' common start was, on the run's monotonic clock; zero before.
  public long startNanos() {
    return startNanos;
  }

  /// Iterations that ran to their end, by returning or throwing.
  public long completed() {
    return sum(Executor.Counts::completed);
  }

  /// Iterations stopped in the middle.
  public long interrupted() {
    return sum(Executor.Counts::interrupted);
  }

  /// Virtual users that are at work.
  public int activeVus() {
    return Math.toIntExact(sum(Executor.Counts::activeVus));
  }

  /// Virtual users that the plan needs at most.
  public int plannedVus() {
    return plan.maxVus();
  }

  /// Each scenario, in the order of the plan.
  public List<ScenarioProgress> progress() {
    return scenarios.stream().map(ScenarioRunner::progress).toList();
  }

  private long sum(ToLongFunction<Executor.Counts> what) {
    return scenarios.stream().map(ScenarioRunner::counts).mapToLong(what).sum();
  }
}
