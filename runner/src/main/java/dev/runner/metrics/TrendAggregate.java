package dev.runner.metrics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A distribution: each value as it is while there are few, a histogram from then on.
final class TrendAggregate implements Aggregate {
  /// Up to so many values percentiles are exact; 8 KB.
  static final int EXACT = 1_024;

  private long samples;
  private double sum;
  private double min;
  private double max;
  private double[] exact = new double[16];
  private @Nullable BandedHistogram histogram;

  /// Counts a value, unless it is not a number.
  @Override
  public void add(double value, long timeNanos) {
    if (Double.isNaN(value)) {
      return;
    }
    if (samples == 0) {
      min = value;
      max = value;
    } else if (value < min) {
      min = value;
    } else if (value > max) {
      max = value;
    }
    sum += value;
    BandedHistogram buckets = histogram;
    if (buckets == null) {
      buckets = addExact(value);
    }
    if (buckets != null) {
      buckets.add(value);
    }
    samples++;
  }

  /// @return the histogram that takes this value and all to come, if the array is full
  private @Nullable BandedHistogram addExact(double value) {
    int at = (int) samples;
    if (at == EXACT) {
      var buckets = new BandedHistogram();
      for (double earlier : exact) {
        buckets.add(earlier);
      }
      exact = new double[0];
      histogram = buckets;
      return buckets;
    }
    if (at == exact.length) {
      exact = Arrays.copyOf(exact, at * 2);
    }
    exact[at] = value;
    return null;
  }

  @Override
  public Values.Trend values() {
    Values.Distribution distribution;
    if (histogram == null) {
      double[] sorted = Arrays.copyOf(exact, (int) samples);
      Arrays.sort(sorted);
      distribution = new SortedValues(sorted);
    } else {
      distribution = histogram.distribution(min, max);
    }
    return new Values.Trend(samples, sum, min, max, distribution);
  }

  /// Percentile `p` of `count` sorted values: linear interpolation at index `p / 100 * (count -
  /// 1)`.
  static double interpolate(double p, long count, Ranked sorted) {
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

  /// The value at a place among sorted values, from 0.
  interface Ranked {
    double at(long rank);
  }

  private record SortedValues(double[] sorted) implements Values.Distribution {
    @Override
    public double percentile(double p) {
      return interpolate(p, sorted.length, rank -> sorted[(int) rank]);
    }
  }
}
