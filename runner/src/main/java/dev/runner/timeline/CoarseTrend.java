package dev.runner.timeline;

import dev.runner.metrics.Values;
import org.jspecify.annotations.Nullable;

/// A distribution in buckets 3 % wide: 32 to each power of two. Small, so that there can be
/// thousands. Count, sum, minimum and maximum are exact.
final class CoarseTrend implements Cell {
  private long samples;
  private double sum;
  private double min;
  private double max;
  private long zeros;
  private long positiveInfinities;
  private long negativeInfinities;
  private final Window positive = new Window();
  private @Nullable Window negative;

  @Override
  public void add(double value, long epochNanos) {
    if (Double.isNaN(value)) {
      return;
    }
    min = samples == 0 ? value : Math.min(min, value);
    max = samples == 0 ? value : Math.max(max, value);
    samples++;
    sum += value;
    count(value, 1);
  }

  /// @param values that another of this class gave
  @Override
  public void add(Values values) {
    if (!(values instanceof Values.Trend trend)) {
      throw new IllegalArgumentException("no trend: " + values);
    }
    if (trend.samples() == 0) {
      return;
    }
    min = samples == 0 ? trend.min() : Math.min(min, trend.min());
    max = samples == 0 ? trend.max() : Math.max(max, trend.max());
    samples += trend.samples();
    sum += trend.sum();
    Values.Distribution more = trend.distribution();
    for (int i = 0; i < more.size(); i++) {
      count(more.value(i), more.count(i));
    }
  }

  private void count(double value, long howMany) {
    if (value == 0) {
      zeros += howMany;
    } else if (value == Double.POSITIVE_INFINITY) {
      positiveInfinities += howMany;
    } else if (value == Double.NEGATIVE_INFINITY) {
      negativeInfinities += howMany;
    } else if (value > 0) {
      positive.count(Window.bucket(value), howMany);
    } else {
      if (negative == null) {
        negative = new Window();
      }
      negative.count(Window.bucket(-value), howMany);
    }
  }

  @Override
  public Values.Trend values() {
    var buckets = new Values.Distribution.Builder();
    buckets.add(Double.NEGATIVE_INFINITY, negativeInfinities);
    if (negative != null) {
      for (int i = negative.counts.length - 1; i >= 0; i--) {
        buckets.add(-Window.middle(negative.first + i), negative.counts[i]);
      }
    }
    buckets.add(0, zeros);
    for (int i = 0; i < positive.counts.length; i++) {
      buckets.add(Window.middle(positive.first + i), positive.counts[i]);
    }
    buckets.add(Double.POSITIVE_INFINITY, positiveInfinities);
    return new Values.Trend(samples, sum, min, max, buckets.build(min, max));
  }

  /// Counts of positive numbers, from the lowest bucket that occurs to the highest. A bucket is
  /// told by the leading bits of a number. When they are more than 4,096 buckets apart, a factor of
  /// 10³⁸, numbers below that count in the lowest.
  private static final class Window {
    private static final int SHIFT = Double.PRECISION - 1 - 5;
    private static final int MOST = 4_096;

    /// The bucket of the first count.
    int first;

    int[] counts = {};

    static int bucket(double value) {
      return (int) (Double.doubleToRawLongBits(value) >> SHIFT);
    }

    static double middle(int bucket) {
      return Double.longBitsToDouble(((long) bucket << SHIFT) | (1L << (SHIFT - 1)));
    }

    void count(int bucket, long howMany) {
      makeRoom(bucket);
      int place = Math.max(0, bucket - first);
      counts[place] = (int) Math.min(counts[place] + howMany, Integer.MAX_VALUE);
    }

    /// Lets the array reach to a bucket, and a bit further for those to come.
    private void makeRoom(int bucket) {
      int last = first + counts.length - 1;
      if (counts.length == 0) {
        first = bucket - 4;
        counts = new int[16];
      } else if (bucket > last) {
        int to = bucket + counts.length / 4;
        move(Math.max(first, to - MOST + 1), to);
      } else if (bucket < first && counts.length < MOST) {
        move(Math.max(bucket - counts.length / 4, last - MOST + 1), last);
      }
    }

    private void move(int from, int to) {
      int[] moved = new int[to - from + 1];
      for (int i = 0; i < counts.length; i++) {
        moved[Math.max(0, first + i - from)] += counts[i];
      }
      first = from;
      counts = moved;
    }
  }
}
