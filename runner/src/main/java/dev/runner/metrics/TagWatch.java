package dev.runner.metrics;

import dev.runner.log.Log;
import dev.runner.sample.Metric;
import dev.runner.sample.Tags;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/// Notices tags with endless values, such as an id in a URL, and says so once. Safe for use by many
/// threads.
final class TagWatch {
  private static final int LONGEST_EXAMPLE = 80;

  private final Log log;
  private final LongAdder beyond = new LongAdder();
  private boolean warned;

  TagWatch(Log log) {
    this.log = log;
  }

  /// Notes a set of tags that is not kept.
  ///
  /// @param limit how many sets are kept
  /// @param kept those of the metric
  void beyond(int limit, Metric metric, Set<Tags> kept) {
    beyond.increment();
    synchronized (this) {
      if (warned) {
        return;
      }
      warned = true;
    }
    log.warn(
        String.format(
            Locale.ROOT,
            "more than %,d different sets of tags; %s: samples with further ones count in all"
                + " totals, but cost time, and tables have no row of their own for them; give"
                + " requests a fixed 'name' tag, and tags few values",
            limit,
            worst(metric, kept)));
  }

  /// How often samples with tags beyond the limit were met.
  long beyond() {
    return beyond.sum();
  }

  /// Such as `tag 'url' of http_reqs has the most values (49,990, such as 'http://…')`.
  private static String worst(Metric metric, Set<Tags> kept) {
    Map<String, Set<String>> values = new HashMap<>();
    for (Tags tags : kept) {
      tags.forEach((name, value) -> values.computeIfAbsent(name, _ -> new HashSet<>()).add(value));
    }
    return values.entrySet().stream()
        .max(
            Map.Entry.<String, Set<String>>comparingByValue(
                    (one, other) -> Integer.compare(one.size(), other.size()))
                // A URL without a name of its own is its own name: the URL is what to mend.
                .thenComparing(entry -> entry.getKey().equals("url"))
                .thenComparing(Map.Entry::getKey))
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "tag '%s' of %s has the most values (%,d, such as '%s')",
                    entry.getKey(),
                    metric.name(),
                    entry.getValue().size(),
                    cut(entry.getValue().iterator().next(), LONGEST_EXAMPLE)))
        .orElse("metric " + metric.name() + " is the latest with new ones");
  }

  /// A text in no more than so many characters.
  static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
