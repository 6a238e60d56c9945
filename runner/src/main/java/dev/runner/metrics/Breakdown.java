package dev.runner.metrics;

import dev.runner.clock.Clock;
import dev.runner.log.Log;
import dev.runner.sample.Metric;
import dev.runner.sample.Tags;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The samples of one metric, told apart by a facet, in the order of first appearance. Safe for use
/// by many threads; what the parts add up to belongs to the aggregation lock.
final class Breakdown {
  static final String OVERFLOW = "(beyond the limit)";

  /// In characters; longer values are cut.
  private static final int LONGEST = 1_000;

  private static final int LONGEST_EXAMPLE = 80;

  private final Metric metric;
  private final Facet facet;
  private final Clock clock;
  private final Log log;
  private final int limit;
  private final Map<String, Aggregate> parts = new LinkedHashMap<>();
  private final Map<String, Long> firstEpochNanos = new HashMap<>();

  /// @param limit how many parts there are; the rest is one more
  Breakdown(Metric metric, Facet facet, Clock clock, Log log, int limit) {
    this.metric = metric;
    this.facet = facet;
    this.clock = clock;
    this.log = log;
    this.limit = limit;
  }

  /// What counts samples with these tags; null if they belong to no part.
  synchronized @Nullable Aggregate part(Tags tags) {
    String value = facet.key().apply(tags);
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
                "'%s' of %s has more than %,d values: the rest, such as '%s', is one row '%s'",
                facet.name(),
                metric.name(),
                limit,
                TagWatch.cut(value, LONGEST_EXAMPLE),
                OVERFLOW));
      }
      String part = more ? name : OVERFLOW;
      known = parts.computeIfAbsent(part, _ -> Aggregate.of(metric.kind()));
      firstEpochNanos.computeIfAbsent(part, _ -> clock.epochNanos(clock.nanoTime()));
    }
    return known;
  }

  /// A copy; the caller holds the aggregation lock.
  synchronized BreakdownSnapshot snapshot() {
    Map<String, Values> values = new LinkedHashMap<>();
    parts.forEach((value, part) -> values.put(value, part.values()));
    return new BreakdownSnapshot(metric, facet.name(), values, firstEpochNanos);
  }
}
