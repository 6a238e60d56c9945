package dev.runner.engine;

import dev.runner.executor.Executor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What became of a run.
///
/// @param durationNanos from the start of the run to the end of its last iteration
/// @param scenarios what became of each, by name; those that never started are absent
public record EngineResult(
    StopReason reason, long durationNanos, Map<String, Executor.Result> scenarios) {
  public EngineResult {
    scenarios = Collections.unmodifiableMap(new LinkedHashMap<>(scenarios));
  }

  /// Iterations that ran to their end.
  public long completed() {
    return scenarios.values().stream().mapToLong(Executor.Result::completed).sum();
  }

  /// Iterations stopped in the middle.
  public long interrupted() {
    return scenarios.values().stream().mapToLong(Executor.Result::interrupted).sum();
  }

  /// Virtual users that could not be stopped.
  public int stuckVus() {
    return scenarios.values().stream().mapToInt(Executor.Result::stuckVus).sum();
  }
}
