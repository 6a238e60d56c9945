package dev.runner.output.statsd;

import dev.runner.sample.MetricKind;
import dev.runner.sample.Series;
import java.util.IdentityHashMap;
import java.util.Set;

/// What lines are called: `k6.http_reqs` before the value, and `|#status:200` at the end if tags
/// are on. Characters that mean something to StatsD become `_`.
final class StatsdNames {
  /// Datadog takes no longer values.
  private static final int LONGEST_VALUE = 200;

  private static final String CHECK = "check";

  private static final int MOST_KNOWN = 20_000;

  private final IdentityHashMap<Series, Labels> known = new IdentityHashMap<>();
  private final String namespace;
  private final boolean withTags;
  private final Set<String> withoutTags;

  StatsdNames(StatsdSettings settings) {
    namespace = settings.namespace();
    withTags = settings.withTags();
    withoutTags = settings.withoutTags();
  }

  /// The name and the tags of a line.
  record Label(String name, String tags) {}

  /// @param usual of all samples but those below
  /// @param failure of checks that failed
  private record Labels(Label usual, Label failure) {}

  /// Whether the samples of a series are counted by their outcome, each as one.
  static boolean isCheck(Series series) {
    return series.metric().kind() == MetricKind.RATE && series.tags().get(CHECK) != null;
  }

  Label of(Series series, double value) {
    Labels labels = known.get(series);
    if (labels == null) {
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      labels = labels(series);
      known.put(series, labels);
    }
    return value == 0 ? labels.failure() : labels.usual();
  }

  private Labels labels(Series series) {
    String tags = tags(series);
    if (!isCheck(series)) {
      var label = new Label(namespace + series.metric().name(), tags);
      return new Labels(label, label);
    }
    String check = series.tags().get(CHECK);
    String name = namespace + "check." + clean(check == null ? "" : check, ":|@#");
    return new Labels(new Label(name + ".pass", tags), new Label(name + ".fail", tags));
  }

  private String tags(Series series) {
    if (!withTags) {
      return "";
    }
    var text = new StringBuilder();
    series
        .tags()
        .forEach(
            (name, value) -> {
              if (!value.isEmpty() && !withoutTags.contains(name)) {
                text.append(text.isEmpty() ? "|#" : ",");
                text.append(clean(name, ":|@#,")).append(':').append(clean(value, "|#,"));
              }
            });
    return text.toString();
  }

  private static String clean(String text, String special) {
    int length = Math.min(text.length(), LONGEST_VALUE);
    var clean = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      clean.append(c <= ' ' || special.indexOf(c) >= 0 ? '_' : c);
    }
    return clean.toString();
  }
}
