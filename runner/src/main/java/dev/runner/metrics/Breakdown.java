package dev.runner.metrics;

import dev.runner.sample.Metric;
import dev.runner.sample.Tags;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The samples of one metric, told apart by the value of one tag, in the order of first appearance.
/// Safe for use by many threads; what the parts add up to belongs to the aggregation lock.
final class Breakdown {
  static final String OVERFLOW = "(beyond the limit)";

  private final Metric metric;
  private final String tag;
  private final int limit;
  private final Map<String, Aggregate> parts = new LinkedHashMap<>();

  /// @param limit how many values are told apart; the rest is one part
  Breakdown(Metric metric, String tag, int limit) {
    this.metric = metric;
    this.tag = tag;
    this.limit = limit;
  }

  String tag() {
    return tag;
  }

  /// What counts samples with these tags; null if they do not have the tag.
  synchronized @Nullable Aggregate part(Tags tags) {
    String value = tags.get(tag);
    if (value == null) {
      return null;
    }
    Aggregate known = parts.get(value);
    if (known != null) {
      return known;
    }
    return parts.computeIfAbsent(
        parts.size() < limit ? value : OVERFLOW, _ -> Aggregate.of(metric));
  }

  /// A copy; the caller holds the aggregation lock.
  synchronized BreakdownSnapshot snapshot() {
    Map<String, Values> values = new LinkedHashMap<>();
    parts.forEach((value, part) -> values.put(value, part.values()));
    return new BreakdownSnapshot(metric, tag, values);
  }
}
