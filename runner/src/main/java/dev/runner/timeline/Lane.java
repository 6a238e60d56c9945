package dev.runner.timeline;

import dev.runner.metrics.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A track in the making. Not thread-safe.
final class Lane {
  private final TrackKey key;
  private final int limit;
  private int shift;

  /// The number of the interval of the first cell.
  private long first;

  private @Nullable Cell[] cells = {};

  /// How many cells are in use.
  private int size;

  /// @param limit how many intervals there may be before they get wider
  /// @param shift how wide they are at first; see [Track]
  Lane(TrackKey key, int limit, int shift) {
    this.key = key;
    this.limit = limit;
    this.shift = shift;
  }

  /// @param epochNanos when it was measured, in nanoseconds since 1970
  void add(double value, long epochNanos) {
    cell(Math.floorDiv(epochNanos, Track.BASE_NANOS)).add(value, epochNanos);
  }

  /// Counts a whole track, whose intervals are no wider than these.
  void add(Track track) {
    for (int i = 0; i < track.points().size(); i++) {
      Values point = track.points().get(i);
      if (point != null) {
        cell((track.first() + i) << track.shift()).add(point);
      }
    }
  }

  /// @param base the number of the interval of the narrowest width
  private Cell cell(long base) {
    long at = base >> shift;
    if (size == 0) {
      first = at;
    }
    while (Math.max(at, first + size - 1) - Math.min(at, first) >= limit) {
      fold();
      at = base >> shift;
    }
    if (at < first) {
      int more = (int) (first - at);
      var moved = new @Nullable Cell[size + more];
      System.arraycopy(cells, 0, moved, more, size);
      cells = moved;
      size += more;
      first = at;
    }
    int place = (int) (at - first);
    if (place >= cells.length) {
      cells = Arrays.copyOf(cells, Math.max(place + 1, Math.max(8, cells.length * 2)));
    }
    size = Math.max(size, place + 1);
    Cell cell = cells[place];
    if (cell == null) {
      cell = Cell.of(key.kind());
      cells[place] = cell;
    }
    return cell;
  }

  /// Makes the intervals twice as wide.
  private void fold() {
    long from = first >> 1;
    int folded = size == 0 ? 0 : (int) (((first + size - 1) >> 1) - from) + 1;
    var wide = new @Nullable Cell[folded];
    for (int i = 0; i < size; i++) {
      Cell cell = cells[i];
      if (cell != null) {
        int place = (int) (((first + i) >> 1) - from);
        Cell known = wide[place];
        if (known == null) {
          wide[place] = cell;
        } else {
          known.add(cell.values());
        }
      }
    }
    cells = wide;
    size = folded;
    first = from;
    shift++;
  }

  Track track() {
    List<@Nullable Values> points = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Cell cell = cells[i];
      points.add(cell == null ? null : cell.values());
    }
    return new Track(key, shift, first, points);
  }
}
