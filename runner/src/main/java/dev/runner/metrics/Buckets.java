package dev.runner.metrics;

import java.util.Arrays;

/// A distribution of many values: how many there are in each bucket that is not empty.
final class Buckets implements Values.Distribution {
  private final double min;
  private final double max;
  private final double[] middles;

  /// How many values there are in each bucket and those before it.
  private final long[] upTo;

  private Buckets(double min, double max, double[] middles, long[] upTo) {
    this.min = min;
    this.max = max;
    this.middles = middles;
    this.upTo = upTo;
  }

  /// @param middles of the buckets, ascending
  /// @param counts of the values in each
  static Buckets of(double min, double max, double[] middles, long[] counts) {
    long[] upTo = counts.clone();
    Arrays.parallelPrefix(upTo, Long::sum);
    return new Buckets(min, max, middles.clone(), upTo);
  }

  /// The distribution that all values together would have had.
  static Values.Distribution merge(Values.Distribution one, Values.Distribution other) {
    if (one instanceof SortedValues few
        && other instanceof SortedValues more
        && few.size() + more.size() <= TrendAggregate.EXACT) {
      return few.with(more);
    }
    return ofAny(one).with(ofAny(other));
  }

  private static Buckets ofAny(Values.Distribution any) {
    return switch (any) {
      case Buckets buckets -> buckets;
      case SortedValues few -> {
        var histogram = new BandedHistogram();
        for (int i = 0; i < few.size(); i++) {
          histogram.add(few.value(i));
        }
        yield histogram.distribution(few.value(0), few.value(few.size() - 1));
      }
    };
  }

  /// The buckets of both. A value lies in the same bucket whichever histogram it was added to, so
  /// that buckets with equal middles are the same.
  private Buckets with(Buckets other) {
    double[] both = new double[size() + other.size()];
    long[] counts = new long[both.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < size() || j < other.size()) {
      int order =
          i == size() ? 1 : j == other.size() ? -1 : Double.compare(middles[i], other.middles[j]);
      both[size] = order <= 0 ? middles[i] : other.middles[j];
      if (order <= 0) {
        counts[size] += count(i++);
      }
      if (order >= 0) {
        counts[size] += other.count(j++);
      }
      size++;
    }
    return of(
        Math.min(min, other.min),
        Math.max(max, other.max),
        Arrays.copyOf(both, size),
        Arrays.copyOf(counts, size));
  }

  @Override
  public double percentile(double p) {
    return upTo.length == 0 ? 0 : SortedValues.Rank.percentile(p, upTo[upTo.length - 1], this::at);
  }

  private double at(long rank) {
    if (rank == 0) {
      return min;
    }
    if (rank == upTo[upTo.length - 1] - 1) {
      return max;
    }
    int found = Arrays.binarySearch(upTo, rank + 1);
    return Math.clamp(middles[found >= 0 ? found : -found - 1], min, max);
  }

  @Override
  public boolean isExact() {
    return false;
  }

  @Override
  public int size() {
    return middles.length;
  }

  @Override
  public double value(int entry) {
    return middles[entry];
  }

  @Override
  public long count(int entry) {
    return entry == 0 ? upTo[0] : upTo[entry] - upTo[entry - 1];
  }
}
