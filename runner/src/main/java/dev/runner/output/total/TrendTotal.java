package dev.runner.output.total;

import dev.runner.metrics.Percentile;
import java.util.Arrays;

/// A distribution since the start: a histogram, and the values themselves while they are few.
public final class TrendTotal {
  /// Up to so many values percentiles are exact.
  private static final int EXACT = 1_024;

  private final ExponentialHistogram histogram = new ExponentialHistogram();
  private double[] exact = new double[8];
  private long count;
  private double sum;
  private double min;
  private double max;

  void add(double value) {
    min = count == 0 ? value : Math.min(min, value);
    max = count == 0 ? value : Math.max(max, value);
    sum += value;
    histogram.add(value);
    if (count < EXACT) {
      int at = (int) count;
      if (at == exact.length) {
        exact = Arrays.copyOf(exact, at * 2);
      }
      exact[at] = value;
    } else if (count == EXACT) {
      exact = new double[0];
    }
    count++;
  }

  public long count() {
    return count;
  }

  public double sum() {
    return sum;
  }

  /// Zero without values, like the largest.
  public double min() {
    return min;
  }

  public double max() {
    return max;
  }

  public double average() {
    return count == 0 ? 0 : sum / count;
  }

  /// Exact up to about a thousand values; beyond that within 0.14 %, or 0.27 % if the values span
  /// more than six powers of ten.
  ///
  /// @param p from 0 to 100
  public double percentile(double p) {
    if (count <= EXACT) {
      double[] sorted = Arrays.copyOf(exact, (int) count);
      Arrays.sort(sorted);
      return Percentile.of(p, count, rank -> sorted[(int) rank]);
    }
    Percentile.Ranked ranked = histogram.ranked();
    return Percentile.of(
        p,
        count,
        rank ->
            rank == 0
                ? min
                : rank == count - 1 ? max : Math.clamp(ranked.at(rank), min, max));
  }

  public ExponentialHistogram histogram() {
    return histogram;
  }
}
