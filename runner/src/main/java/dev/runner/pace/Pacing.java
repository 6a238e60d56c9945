package dev.runner.pace;

import java.util.random.RandomGenerator;

/// How long at least from the start of one iteration of a virtual user to the start of its next.
///
/// @param minNanos the shortest time; both are zero if there is no pacing
/// @param maxNanos the longest; equal to the shortest if the time is fixed
public record Pacing(long minNanos, long maxNanos) {
  /// The next iteration starts at once.
  public static final Pacing NONE = new Pacing(0, 0);

  public boolean isNone() {
    return equals(NONE);
  }

  public boolean isFixed() {
    return minNanos == maxNanos;
  }

  /// The time to the next start, in nanoseconds; all between the two limits are as likely.
  public long draw(RandomGenerator random) {
    return isFixed() ? minNanos : random.nextLong(minNanos, maxNanos + 1);
  }
}
