package dev.runner.timeline;

import dev.runner.metrics.Facet;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.Tags;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which tracks there are, and which of them a sample belongs to. Not thread-safe.
///
/// Every metric has a track of all its samples. Some are told apart besides, by facets.
final class Routes {
  /// Intervals of a track of all samples before they get wider: five minutes, then ten, twenty.
  private static final int LONG = 1_200;

  /// The same for a part.
  private static final int SHORT = 240;

  private static final int MOST_TOTALS = 100;
  private static final int MOST_PARTS = 60;
  private static final int LONGEST_VALUE = 1_000;

  /// Where parts beyond the limit count.
  static final String OTHERS = "(others)";

  private static final Map<String, List<Facet>> PARTS =
      Map.of(
          "iterations", List.of(Facet.SCENARIO),
          "iteration_duration", List.of(Facet.SCENARIO),
          "dropped_iterations", List.of(Facet.SCENARIO),
          "http_req_duration", List.of(Facet.ENDPOINT),
          "http_req_failed", List.of(Facet.ENDPOINT),
          "http_reqs", List.of(Timeline.STATUS, Facet.ERROR));

  private final Map<TrackKey, Lane> lanes = new LinkedHashMap<>();
  private final Map<String, Integer> sizes = new HashMap<>();

  /// The lanes of a series.
  Lane[] of(Metric metric, Tags tags) {
    var found = new Lane[4];
    int size = 0;
    Lane total = lane(metric, "", "");
    if (total != null) {
      found[size++] = total;
    }
    for (Facet facet : PARTS.getOrDefault(metric.name(), List.of())) {
      String value = facet.key().apply(tags);
      if (value != null && !value.isEmpty()) {
        Lane part = lane(metric, facet.name(), cut(value));
        if (part != null) {
          found[size++] = part;
        }
      }
    }
    return Arrays.copyOf(found, size);
  }

  private static String cut(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
  }

  private @Nullable Lane lane(Metric metric, String tag, String value) {
    var key = new TrackKey(metric.name(), metric.kind(), metric.unit(), tag, value);
    Lane known = lanes.get(key);
    if (known != null) {
      return known;
    }
    String family = tag.isEmpty() ? "" : metric.name() + " " + tag;
    if (sizes.getOrDefault(family, 0) >= (tag.isEmpty() ? MOST_TOTALS : MOST_PARTS)) {
      return tag.isEmpty() || value.equals(OTHERS) ? null : others(metric, tag);
    }
    sizes.merge(family, 1, Integer::sum);
    return make(key);
  }

  private Lane others(Metric metric, String tag) {
    var key = new TrackKey(metric.name(), metric.kind(), metric.unit(), tag, OTHERS);
    Lane known = lanes.get(key);
    return known == null ? make(key) : known;
  }

  private Lane make(TrackKey key) {
    boolean isLong = key.isTotal() && (key.kind() != MetricKind.TREND || isMain(key.metric()));
    var made = new Lane(key, isLong ? LONG : SHORT, 0);
    lanes.put(key, made);
    return made;
  }

  private static boolean isMain(String metric) {
    return metric.equals("http_req_duration") || metric.equals("iteration_duration");
  }

  Timeline timeline() {
    return new Timeline(lanes.values().stream().map(Lane::track).toList());
  }
}
