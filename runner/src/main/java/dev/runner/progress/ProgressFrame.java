package dev.runner.progress;

import java.util.List;

/// How far the test is at one moment.
///
/// @param phase what goes on instead of scenarios, such as `setup()`; empty while they run and
///   after
/// @param elapsedNanos of the test run so far, setup included
/// @param maxDurationNanos how long it may take at most; decides how wide times are written
/// @param activeVus virtual users that are at work
/// @param allocatedVus virtual users that there are
/// @param complete iterations that ran to their end
/// @param interrupted iterations stopped in the middle
public record ProgressFrame(
    String phase,
    long elapsedNanos,
    long maxDurationNanos,
    int activeVus,
    int allocatedVus,
    long complete,
    long interrupted,
    List<ScenarioLine> scenarios) {
  public ProgressFrame {
    scenarios = List.copyOf(scenarios);
  }
}
