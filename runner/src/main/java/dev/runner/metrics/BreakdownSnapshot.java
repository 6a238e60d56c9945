package dev.runner.metrics;

import dev.runner.sample.Metric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The samples of one metric, told apart by the value of one tag.
///
/// @param tag its name, such as `step`
/// @param parts by the tag's value, in the order of first appearance
public record BreakdownSnapshot(Metric metric, String tag, Map<String, Values> parts) {
  public BreakdownSnapshot {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }
}
