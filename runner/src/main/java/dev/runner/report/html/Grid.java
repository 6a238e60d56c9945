package dev.runner.report.html;

import dev.runner.metrics.Values;
import dev.runner.timeline.Timeline;
import dev.runner.timeline.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The intervals that the charts of a page share, and what tracks have in each. Immutable.
final class Grid {
  private static final int MOST_POINTS = 600;
  private static final int MOST_SHORT_POINTS = 120;
  private static final int SPARK_POINTS = 60;
  private static final long SECOND = 1_000_000_000L;

  private final long startNanos;
  private final long endNanos;
  private final int shift;
  private final long first;
  private final int size;

  /// @param startNanos of the test, since 1970
  Grid(Timeline timeline, long startNanos, long durationNanos) {
    this.startNanos = startNanos;
    this.endNanos = startNanos + Math.max(1, durationNanos);
    int wide =
        timeline.tracks().stream()
            .filter(track -> track.key().isTotal() && track.points().size() > MOST_POINTS / 2)
            .map(Track::shift)
            .max(Comparator.naturalOrder())
            .orElse(0);
    while (tooMany(wide)) {
      wide++;
    }
    this.shift = wide;
    this.first = Math.floorDiv(startNanos, stepNanos());
    this.size = timeline.isEmpty() ? 0 : (int) ((endNanos - 1) / stepNanos() - first) + 1;
  }

  private boolean tooMany(int wide) {
    long step = Track.BASE_NANOS << wide;
    return (endNanos - startNanos) / step > (step < SECOND ? MOST_SHORT_POINTS : MOST_POINTS);
  }

  long stepNanos() {
    return Track.BASE_NANOS << shift;
  }

  int size() {
    return size;
  }

  /// When the first interval begins, in milliseconds since the start of the test; not after it.
  double originMillis() {
    return (first * stepNanos() - startNanos) / 1e6;
  }

  /// One value for each interval; null where the track has no samples.
  List<@Nullable Object> values(Track track, Function<Values, @Nullable Object> of) {
    Track wide = track.folded(shift);
    List<@Nullable Object> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Values point = at(wide, i);
      values.add(point == null ? null : of.apply(point));
    }
    return values;
  }

  /// The last value for each interval, also where there is none.
  List<@Nullable Object> levels(Track track) {
    List<@Nullable Object> levels =
        values(track, v -> v instanceof Values.Gauge gauge ? PageData.number(gauge.last()) : null);
    for (int i = 1; i < levels.size(); i++) {
      if (levels.get(i) == null) {
        levels.set(i, levels.get(i - 1));
      }
    }
    return levels;
  }

  /// So much a second in each interval; zero where the track has no samples.
  List<@Nullable Object> perSecond(Track track, Function<Values, Double> amount) {
    Track wide = track.folded(shift);
    List<@Nullable Object> rates = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Values point = at(wide, i);
      double sum = point == null ? 0 : amount.apply(point);
      rates.add(PageData.number(sum / seconds(wide, i)));
    }
    return rates;
  }

  /// Few values for a small chart, as wide as the track's own intervals or wider.
  List<@Nullable Object> spark(Track track, boolean rate, Function<Values, @Nullable Object> of) {
    int wide = Math.max(track.shift(), shift);
    while ((endNanos - startNanos) / (Track.BASE_NANOS << wide) > SPARK_POINTS) {
      wide++;
    }
    Track folded = track.folded(wide);
    long from = Math.floorDiv(startNanos, folded.intervalNanos());
    long to = (endNanos - 1) / folded.intervalNanos();
    List<@Nullable Object> values = new ArrayList<>();
    for (long n = from; n <= to; n++) {
      Values point = point(folded, n);
      if (point == null) {
        values.add(rate ? (Object) 0 : null);
      } else {
        Object value = of.apply(point);
        values.add(
            rate && value instanceof Double sum
                ? PageData.number(sum / seconds(folded, n))
                : value);
      }
    }
    return values;
  }

  private @Nullable Values at(Track track, int i) {
    return point(track, (first + i) >> (track.shift() - shift));
  }

  private static @Nullable Values point(Track track, long n) {
    long place = n - track.first();
    return place >= 0 && place < track.points().size() ? track.points().get((int) place) : null;
  }

  private double seconds(Track track, int i) {
    return seconds(track, (first + i) >> (track.shift() - shift));
  }

  /// How much of an interval lies within the test; no less than a quarter, so that an interval
  /// which the test hardly touches makes no peak.
  private double seconds(Track track, long n) {
    long step = track.intervalNanos();
    long covered = Math.min(endNanos, (n + 1) * step) - Math.max(startNanos, n * step);
    return Math.max(covered, step / 4) / 1e9;
  }

  /// All samples of a track.
  static @Nullable Values sum(Track track) {
    return track.points().stream().filter(Objects::nonNull).reduce(Values::merge).orElse(null);
  }
}
