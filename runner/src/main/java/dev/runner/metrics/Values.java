package dev.runner.metrics;

import java.util.Arrays;

/// What samples add up to, by the kind of their metric. Immutable. Times are in milliseconds.
public sealed interface Values {
  /// How many samples there were.
  long samples();

  /// These and other values of the same metric, as if all samples had been counted at once.
  ///
  /// @throws IllegalArgumentException if the others are of another kind
  Values merge(Values other);

  private static IllegalArgumentException notAlike(Values one, Values other) {
    return new IllegalArgumentException(
        one.getClass().getSimpleName() + " and " + other.getClass().getSimpleName());
  }

  /// @param sum of all values
  record Counter(long samples, double sum) implements Values {
    public double perSecond(double elapsedSeconds) {
      return elapsedSeconds > 0 ? sum / elapsedSeconds : 0;
    }

    @Override
    public Values merge(Values other) {
      if (other instanceof Counter more) {
        return new Counter(samples + more.samples, sum + more.sum);
      }
      throw notAlike(this, other);
    }
  }

  /// All zero without samples.
  ///
  /// @param lastNanos when the last was measured; in a [Snapshot], in nanoseconds since 1970
  record Gauge(long samples, double last, double min, double max, long lastNanos)
      implements Values {
    /// The same with another moment of the last value.
    Gauge at(long nanos) {
      return new Gauge(samples, last, min, max, nanos);
    }

    /// One whose moment does not matter.
    public Gauge(long samples, double last, double min, double max) {
      this(samples, last, min, max, 0);
    }

    @Override
    public Values merge(Values other) {
      if (!(other instanceof Gauge more)) {
        throw notAlike(this, other);
      }
      if (samples == 0 || more.samples == 0) {
        return samples == 0 ? more : this;
      }
      Gauge later = more.lastNanos - lastNanos >= 0 ? more : this;
      return new Gauge(
          samples + more.samples,
          later.last,
          Math.min(min, more.min),
          Math.max(max, more.max),
          later.lastNanos);
    }
  }

  /// @param nonZero how many samples were not zero
  record Rate(long samples, long nonZero) implements Values {
    /// From 0 to 1; 0 without samples.
    public double rate() {
      return samples == 0 ? 0 : (double) nonZero / samples;
    }

    public long zero() {
      return samples - nonZero;
    }

    @Override
    public Values merge(Values other) {
      if (other instanceof Rate more) {
        return new Rate(samples + more.samples, nonZero + more.nonZero);
      }
      throw notAlike(this, other);
    }
  }

  /// All zero without samples. Count, sum, minimum and maximum are exact; percentiles are exact up
  /// to about a thousand samples and hold three significant digits beyond.
  record Trend(long samples, double sum, double min, double max, Distribution distribution)
      implements Values {
    public double average() {
      return samples == 0 ? 0 : sum / samples;
    }

    /// @param p from 0 to 100; linear interpolation at index `p / 100 * (n - 1)` of the sorted
    ///   values
    public double percentile(double p) {
      return samples == 0 ? 0 : distribution.percentile(p);
    }

    @Override
    public Values merge(Values other) {
      if (!(other instanceof Trend more)) {
        throw notAlike(this, other);
      }
      if (samples == 0 || more.samples == 0) {
        return samples == 0 ? more : this;
      }
      return new Trend(
          samples + more.samples,
          sum + more.sum,
          Math.min(min, more.min),
          Math.max(max, more.max),
          Buckets.merge(distribution, more.distribution));
    }
  }

  /// How values are spread: each as it is while there are few, a histogram from then on. Immutable
  /// and safe for use by many threads.
  sealed interface Distribution permits SortedValues, Buckets {
    /// @param p from 0 to 100
    double percentile(double p);

    /// Whether the values are those that were measured, rather than the middles of buckets less
    /// than a thousandth of them wide.
    boolean isExact();

    /// How many entries there are: values, or buckets that are not empty.
    int size();

    /// An entry's value; ascending.
    double value(int entry);

    /// How many samples an entry stands for.
    long count(int entry);

    /// Values as they were measured, in any order.
    static Distribution exact(double... values) {
      return SortedValues.of(values);
    }

    /// What [#value] and [#count] of another distribution gave that was not exact.
    ///
    /// @param min the exact smallest value
    /// @param max the exact largest value
    static Distribution buckets(double min, double max, double[] values, long[] counts) {
      return Buckets.of(min, max, values, counts);
    }

    /// Collects buckets from the smallest value to the largest, but for those that are empty.
    final class Builder {
      private double[] middles = new double[64];
      private long[] counts = new long[64];
      private int size;

      /// @param middle larger than that of the bucket before
      public void add(double middle, long howMany) {
        if (howMany == 0) {
          return;
        }
        if (size == middles.length) {
          middles = Arrays.copyOf(middles, size * 2);
          counts = Arrays.copyOf(counts, size * 2);
        }
        middles[size] = middle;
        counts[size] = howMany;
        size++;
      }

      /// @param min the exact smallest value
      /// @param max the exact largest value
      public Distribution build(double min, double max) {
        return buckets(min, max);
      }

      Buckets buckets(double min, double max) {
        return Buckets.of(min, max, Arrays.copyOf(middles, size), Arrays.copyOf(counts, size));
      }
    }
  }
}
