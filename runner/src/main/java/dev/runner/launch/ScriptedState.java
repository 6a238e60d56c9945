package dev.runner.launch;

import dev.runner.clock.Clock;
import dev.runner.engine.RunState;
import dev.runner.engine.ScenarioProgress;
import dev.runner.js.execution.TestState;
import dev.runner.plan.ExecutionPlan;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// What scripts see of the whole run, and how they make it fail. Safe for use by many threads.
final class ScriptedState implements TestState {
  private static final double NANOS_PER_MILLI = 1e6;

  private final ExecutionPlan plan;
  private final String optionsJson;
  private final IntSupplier initialised;
  private final Clock clock;
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private volatile @Nullable RunState state;

  /// @param initialised how many virtual users are ready to work
  ScriptedState(ExecutionPlan plan, String optionsJson, IntSupplier initialised, Clock clock) {
    this.plan = plan;
    this.optionsJson = optionsJson;
    this.initialised = initialised;
    this.clock = clock;
  }

  /// Says how far the run is, from now on; to be called before any script runs.
  void follow(RunState running) {
    state = running;
  }

  /// What the script said when it first made the test fail; empty if it did not.
  Optional<String> failure() {
    return Optional.ofNullable(failure.get());
  }

  private RunState state() {
    RunState known = state;
    if (known == null) {
      throw new IllegalStateException("the run has not begun");
    }
    return known;
  }

  @Override
  public double scenarioStartMillis(String scenario) {
    long offset =
        plan.scenarios().stream()
            .filter(planned -> planned.name().equals(scenario))
            .mapToLong(planned -> planned.startTime().toNanos())
            .findFirst()
            .orElse(0);
    return Math.floor(clock.epochNanos(state().startNanos() + offset) / NANOS_PER_MILLI);
  }

  @Override
  public double scenarioProgress(String scenario) {
    return state().progress().stream()
        .filter(progress -> progress.name().equals(scenario))
        .map(ScenarioProgress::progress)
        .mapToDouble(progress -> progress.fraction())
        .findFirst()
        .orElse(0);
  }

  @Override
  public long iterationsCompleted() {
    return state().completed();
  }

  @Override
  public long iterationsInterrupted() {
    return state().interrupted();
  }

  @Override
  public int vusActive() {
    return state().activeVus();
  }

  @Override
  public int vusInitialized() {
    return initialised.getAsInt();
  }

  @Override
  public double runMillis() {
    return state().elapsedNanos() / NANOS_PER_MILLI;
  }

  @Override
  public String optionsJson() {
    return optionsJson;
  }

  @Override
  public void fail(String message) {
    failure.compareAndSet(null, message);
  }
}
