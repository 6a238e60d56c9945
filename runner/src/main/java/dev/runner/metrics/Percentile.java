package dev.runner.metrics;

/// Percentiles of sorted values.
public final class Percentile {
  private Percentile() {}

  /// The value at a place among sorted values, from 0.
  public interface Ranked {
    double at(long rank);
  }

  /// Percentile `p` of `count` sorted values: linear interpolation at index `p / 100 * (count -
  /// 1)`; 0 if there are none.
  ///
  /// @param p from 0 to 100
  public static double of(double p, long count, Ranked sorted) {
    if (count == 0) {
      return 0;
    }
    double index = p / 100 * (count - 1);
    long below = Math.clamp((long) Math.floor(index), 0, count - 1);
    double fraction = index - below;
    double low = sorted.at(below);
    if (fraction <= 0 || below == count - 1) {
      return low;
    }
    double high = sorted.at(below + 1);
    return low == high ? low : low + (high - low) * fraction;
  }
}
