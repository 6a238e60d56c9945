package dev.runner.threshold;

import java.util.List;

/// How all thresholds were met. Immutable.
///
/// @param results by the metric's full name, those of sub-metrics directly after those of their
///   metric if it has any, those of one metric in the order of writing
public record Verdict(List<ThresholdResult> results) {
  /// No thresholds at all.
  public static final Verdict NONE = new Verdict(List.of());

  public Verdict {
    results = List.copyOf(results);
  }

  public boolean passed() {
    return results.stream().allMatch(ThresholdResult::ok);
  }

  /// The full names of metrics with a threshold that does not hold, sorted, each once.
  public List<String> failedMetrics() {
    return results.stream()
        .filter(result -> !result.ok())
        .map(ThresholdResult::fullName)
        .sorted()
        .distinct()
        .toList();
  }
}
