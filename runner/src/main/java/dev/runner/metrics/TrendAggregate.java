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
    Values.Distribution distribution =
        histogram == null
            ? SortedValues.of(Arrays.copyOf(exact, (int) samples))
            : histogram.distribution(min, max);
    return new Values.Trend(samples, sum, min, max, distribution);
  }
}
