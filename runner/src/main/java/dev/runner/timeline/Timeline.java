package dev.runner.timeline;

import dev.runner.metrics.Facet;
import dev.runner.sample.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the numbers of a run went over time. Immutable.
///
/// @param tracks totals, and parts of some metrics, in the order of their first sample
public record Timeline(List<Track> tracks) {
  /// Of a run that kept none.
  public static final Timeline NONE = new Timeline(List.of());

  /// The class of the status of responses, such as `2xx`; `none` for requests without a response.
  public static final Facet STATUS = new Facet("status", Timeline::statusClass);

  /// Gauges whose values on several machines at once are one amount, so that merging adds them.
  public static final Set<String> ADDS_UP = Set.of("vus", "vus_max");

  public Timeline {
    tracks = List.copyOf(tracks);
  }

  public boolean isEmpty() {
    return tracks.isEmpty();
  }

  /// All samples of a metric.
  public Optional<Track> total(String metric) {
    return tracks.stream()
        .filter(track -> track.key().isTotal() && track.key().metric().equals(metric))
        .findFirst();
  }

  private static @Nullable String statusClass(Tags tags) {
    String status = tags.get("status");
    return status == null ? null : status.length() == 3 ? status.charAt(0) + "xx" : "none";
  }

  /// A metric told apart by a facet; empty if it is not told apart by that one.
  public Map<String, Track> parts(String metric, Facet facet) {
    Map<String, Track> parts = new LinkedHashMap<>();
    for (Track track : tracks) {
      if (track.key().metric().equals(metric) && track.key().facet().equals(facet.name())) {
        parts.put(track.key().value(), track);
      }
    }
    return parts;
  }

  /// This and another one, as if all samples had been counted at once; virtual users are added.
  public Timeline merge(Timeline other) {
    Map<TrackKey, Track> all = new LinkedHashMap<>();
    tracks.forEach(track -> all.put(track.key(), track));
    other.tracks.forEach(track -> all.merge(track.key(), track, Timeline::merge));
    return new Timeline(new ArrayList<>(all.values()));
  }

  private static Track merge(Track one, Track other) {
    return ADDS_UP.contains(one.key().metric()) ? one.plus(other) : one.merge(other);
  }
}
