package dev.runner.progress;

import java.util.List;
import java.util.Optional;

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
/// @param numbers how requests went in the last seconds, if there were any and someone counts
public record ProgressFrame(
    String phase,
    long elapsedNanos,
    long maxDurationNanos,
    int activeVus,
    int allocatedVus,
    long complete,
    long interrupted,
    List<ScenarioLine> scenarios,
    Optional<LiveNumbers> numbers) {
  public ProgressFrame {
    scenarios = List.copyOf(scenarios);
  }

  /// How long until all scenarios are over if they go on as they did; negative if that is not
  /// known.
  long leftNanos() {
    long left = 0;
    for (ScenarioLine one : scenarios) {
      if (one.durationNanos() == ScenarioLine.ENDLESS || one.startsInNanos() < 0) {
        return -1;
      }
      left = Math.max(left, one.leftNanos());
    }
    return scenarios.isEmpty() ? -1 : left;
  }
}
