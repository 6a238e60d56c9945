package dev.runner.metrics;

import dev.runner.sample.Metric;
import dev.runner.sample.Tags;

/// The aggregated samples of one metric, or of those of its samples that carry certain tags.
///
/// @param fullName the metric's name, for a sub-metric with its tags as the user wrote them, such
///   as `http_req_duration{expected_response:true}`
/// @param filter the tags that a sample must have to count; empty for the total
/// @param values what the samples add up to
public record MetricSnapshot(Metric metric, String fullName, Tags filter, Values values) {
  public boolean isSubmetric() {
    return !filter.isEmpty();
  }
}
