package dev.runner.preview;

import dev.runner.pace.Arrivals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The starts of a schedule, counted.
///
/// @param first when the first ones are, in nanoseconds since the beginning
/// @param last when the last ones are
/// @param perCell how many there are in each of equally long parts of the time
record Starts(long count, List<Long> first, List<Long> last, long[] perCell) {
  private static final int SHOWN = 5;

  static Starts of(Arrivals arrivals, long durationNanos, int cells) {
    long count = 0;
    List<Long> first = new ArrayList<>();
    Deque<Long> last = new ArrayDeque<>();
    long[] perCell = new long[cells];
    double cellNanos = Math.max(1, (double) durationNanos / cells);
    for (Arrivals.Cursor cursor = arrivals.cursor(); cursor.advance(); count++) {
      long at = cursor.atNanos();
      if (count < SHOWN) {
        first.add(at);
      }
      last.addLast(at);
      if (last.size() > SHOWN) {
        last.removeFirst();
      }
      perCell[Math.clamp((long) (at / cellNanos), 0, cells - 1)]++;
    }
    return new Starts(count, first, List.copyOf(last), perCell);
  }
}
