package dev.runner.metrics;

import dev.runner.log.Log;
import dev.runner.sample.Metric;
import dev.runner.sample.Tags;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The samples of one metric, told apart by the value of one tag, in the order of first appearance.
/// Safe for use by many threads; what the parts add up to belongs to the aggregation lock.
final class Breakdown {
  static final String OVERFLOW = "(beyond the limit)";

  /// In characters; longer values are cut.
  private static final int LONGEST = 1_000;

  private static final int LONGEST_EXAMPLE = 80;

  private final Metric metric;
  private final String tag;
  private final Log log;
  private final int limit;
  private final Map<String, Aggregate> parts = new LinkedHashMap<>();

  /// @param limit how many values are told apart; the rest is one part
  Breakdown(Metric metric, String tag, Log log, int limit) {
    this.metric = metric;
    this.tag = tag;
    this.log = log;
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
    String name = TagWatch.cut(value, LONGEST);
    Aggregate known = parts.get(name);
    if (known == null) {
      boolean more = parts.size() < limit;
      if (!more && !parts.containsKey(OVERFLOW)) {
        log.warn(
            String.format(
                Locale.ROOT,
                "tag '%s' of %s has more than %,d values: the rest, such as '%s', is one row '%s'",
                tag,
                metric.name(),
                limit,
                TagWatch.cut(value, LONGEST_EXAMPLE),
                OVERFLOW));
      }
      known = parts.computeIfAbsent(more ? name : OVERFLOW, _ -> Aggregate.of(metric.kind()));
    }
    return known;
  }

  /// A copy; the caller holds the aggregation lock.
  synchronized BreakdownSnapshot snapshot() {
    Map<String, Values> values = new LinkedHashMap<>();
    parts.forEach((value, part) -> values.put(value, part.values()));
    return new BreakdownSnapshot(metric, tag, values);
  }
}
