package dev.runner.metrics;

import dev.runner.sample.Metric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The samples of one metric, told apart by a facet.
///
/// @param facet its name, such as `step`
/// @param parts by the facet's value, in the order of first appearance
/// @param firstEpochNanos when each part had its first sample, in nanoseconds since 1970; parts may
///   be missing
public record BreakdownSnapshot(
    Metric metric, String facet, Map<String, Values> parts, Map<String, Long> firstEpochNanos) {
  public BreakdownSnapshot {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    firstEpochNanos = Map.copyOf(firstEpochNanos);
  }
}
