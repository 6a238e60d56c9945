package dev.runner.tally;

import dev.runner.metrics.Values;
import java.util.Arrays;

/// How long the requests of one virtual user took: each as it was while there are few; beyond that,
/// counts in buckets less than a hundredth of the value wide. Takes 2 KB and, for times within a
/// factor of a thousand, 5 KB more.
///
/// A bucket's number is the leading bits of a value's binary form: the exponent and seven bits of
/// the fraction, so that each power of two has 128 buckets of equal width.
final class Spread {
  private static final int EXACT = 128;
  private static final int DROPPED_BITS = 52 - 7;

  /// About a nanosecond and about twelve days, in milliseconds.
  private static final double LEAST = 0x1p-20;

  private static final double MOST = 0x1p30;

  private double[] few = new double[8];
  private int[] counts = new int[0];

  /// The number of the first bucket of `counts`.
  private int firstBucket;

  private long zeros;
  private long samples;
  private double sum;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /// @param millis zero or more
  void add(double millis) {
    if (samples < EXACT) {
      if (samples == few.length) {
        few = Arrays.copyOf(few, few.length * 2);
      }
      few[(int) samples] = millis;
    } else {
      if (samples == EXACT) {
        for (double one : few) {
          count(one);
        }
      }
      count(millis);
    }
    samples++;
    sum += millis;
    min = Math.min(min, millis);
    max = Math.max(max, millis);
  }

  private void count(double millis) {
    if (millis <= 0) {
      zeros++;
      return;
    }
    int bucket = bucket(Math.clamp(millis, LEAST, MOST));
    if (counts.length == 0) {
      counts = new int[1];
      firstBucket = bucket;
    } else if (bucket < firstBucket) {
      var wider = new int[counts.length + firstBucket - bucket];
      System.arraycopy(counts, 0, wider, firstBucket - bucket, counts.length);
      counts = wider;
      firstBucket = bucket;
    } else if (bucket - firstBucket >= counts.length) {
      counts = Arrays.copyOf(counts, bucket - firstBucket + 1);
    }
    counts[bucket - firstBucket]++;
  }

  private static int bucket(double millis) {
    return (int) (Double.doubleToRawLongBits(millis) >>> DROPPED_BITS);
  }

  private static double from(int bucket) {
    return Double.longBitsToDouble((long) bucket << DROPPED_BITS);
  }

  Values.Trend values() {
    if (samples == 0) {
      return new Values.Trend(0, 0, 0, 0, Values.Distribution.exact());
    }
    return new Values.Trend(samples, sum, min, max, distribution());
  }

  private Values.Distribution distribution() {
    if (samples <= EXACT) {
      return Values.Distribution.exact(Arrays.copyOf(few, (int) samples));
    }
    var builder = new Values.Distribution.Builder();
    builder.add(0, zeros);
    for (int i = 0; i < counts.length; i++) {
      int bucket = firstBucket + i;
      builder.add((from(bucket) + from(bucket + 1)) / 2, counts[i]);
    }
    return builder.build(min, max);
  }
}
