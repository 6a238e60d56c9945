package dev.runner.metrics;

import java.util.Arrays;

/// A distribution of few values, each as it was measured.
final class SortedValues implements Values.Distribution {
  private final double[] sorted;

  private SortedValues(double[] sorted) {
    this.sorted = sorted;
  }

  /// @param values in any order, none of them not-a-number
  static SortedValues of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new SortedValues(sorted);
  }

  /// These and those of another.
  SortedValues with(SortedValues other) {
    double[] all = Arrays.copyOf(sorted, sorted.length + other.sorted.length);
    System.arraycopy(other.sorted, 0, all, sorted.length, other.sorted.length);
    return of(all);
  }

  @Override
  public double percentile(double p) {
    return Rank.percentile(p, sorted.length, rank -> sorted[(int) rank]);
  }

  @Override
  public boolean isExact() {
    return true;
  }

  @Override
  public int size() {
    return sorted.length;
  }

  @Override
  public double value(int entry) {
    return sorted[entry];
  }

  @Override
  public long count(int entry) {
    return 1;
  }

  /// The value at a place among sorted values, from 0.
  interface Rank {
    double at(long rank);

    /// Percentile `p` of `count` sorted values: linear interpolation at index `p / 100 * (count -
    /// 1)`.
    static double percentile(double p, long count, Rank sorted) {
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
      if (low == high) {
        return low;
      }
      if (Double.isInfinite(low) || Double.isInfinite(high)) {
        return fraction < 0.5 ? low : high;
      }
      return low + (high - low) * fraction;
    }
  }
}
