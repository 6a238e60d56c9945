package dev.runner.threshold;

import dev.runner.sample.Metric;
import dev.runner.sample.Tags;

/// How one threshold was met.
///
/// @param fullName of the metric or sub-metric as the user wrote it, such as
///   `http_reqs{status:200}`
/// @param filter empty for the whole metric
/// @param observed in the metric's unit; milliseconds for times; 0 without samples
/// @param ok whether the threshold holds
public record ThresholdResult(
    String fullName, Metric metric, Tags filter, Threshold threshold, double observed, boolean ok) {

  /// The expression as the user wrote it, such as `p(95)<500`.
  public String source() {
    return threshold.source();
  }

  /// The word for what was observed, such as `p(95)`.
  public String aggregation() {
    return threshold.expression().aggregation().text();
  }

  public boolean isSubmetric() {
    return !filter.isEmpty();
  }
}
