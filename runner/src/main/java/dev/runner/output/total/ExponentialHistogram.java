package dev.runner.output.total;

import dev.runner.metrics.Values;
import java.util.Arrays;

/// Counts of values in buckets whose bounds grow by the same factor, `2^(2^-scale)`: the histogram
/// of the OpenTelemetry data model, and in another notation Prometheus' native one, which calls the
/// scale its schema. Bucket `i` holds the values above `factor^i` up to `factor^(i + 1)`. Begins
/// with the finest scale and halves it as often as the range of the values demands. Not
/// thread-safe.
public final class ExponentialHistogram {
  /// Buckets at most 0.27 % wide.
  static final int FINEST = 8;

  /// Of one sign: 20 powers of two at the finest scale, such as a microsecond to a second. With
  /// more of them the buckets get 0.54 % wide, and so on.
  private static final int MOST = 20 << FINEST;

  private static final double SCALE_FACTOR = 1 / Math.log(2);

  private final Buckets positive = new Buckets();
  private final Buckets negative = new Buckets();
  private int scale = FINEST;
  private long zeros;

  /// Counts of neighbouring buckets.
  ///
  /// @param first the index of the first one
  public record Range(int first, long[] counts) {
    public boolean isEmpty() {
      return counts.length == 0;
    }
  }

  /// The histogram at one scale.
  ///
  /// @param negative of the magnitudes of negative values
  public record View(int scale, long zeros, Range positive, Range negative) {
    /// The lower bound of a bucket.
    public double lower(int index) {
      return bound(index, scale);
    }
  }

  /// @param value finite
  void add(double value) {
    // Subnormal values count as zero: they have no buckets.
    if (Math.abs(value) < Double.MIN_NORMAL) {
      zeros++;
      return;
    }
    Buckets buckets = value > 0 ? positive : negative;
    double magnitude = Math.abs(value);
    int index = index(magnitude, scale);
    while (buckets.span(index) > MOST) {
      positive.halve();
      negative.halve();
      scale--;
      index = index(magnitude, scale);
    }
    buckets.add(index);
  }

  /// A copy at the finest scale that is not above a limit and has few enough buckets of each sign.
  public View view(int finest, int mostBuckets) {
    int shift = Math.max(0, scale - finest);
    while (positive.span(shift, positive.first) > mostBuckets
        || negative.span(shift, negative.first) > mostBuckets) {
      shift++;
    }
    return new View(scale - shift, zeros, positive.range(shift), negative.range(shift));
  }

  /// How many values are at most `2^exponent`, exactly.
  public long upTo(int exponent) {
    long count = zeros + negative.total();
    // The last bucket below the bound: its index at the present scale.
    long last = scale >= 0 ? ((long) exponent << scale) - 1 : ((long) exponent >> -scale) - 1;
    for (int i = 0; i < positive.counts.length && positive.first + i <= last; i++) {
      count += positive.counts[i];
    }
    return count;
  }

  /// All values, each in the middle of its bucket.
  Values.Distribution distribution(double min, double max) {
    int most = negative.counts.length + positive.counts.length + 1;
    var middles = new double[most];
    var counts = new long[most];
    int size = 0;
    for (int i = negative.counts.length - 1; i >= 0; i--) {
      middles[size] = -middle(negative.first + i);
      counts[size] = negative.counts[i];
      size += counts[size] > 0 ? 1 : 0;
    }
    middles[size] = 0;
    counts[size] = zeros;
    size += zeros > 0 ? 1 : 0;
    for (int i = 0; i < positive.counts.length; i++) {
      middles[size] = middle(positive.first + i);
      counts[size] = positive.counts[i];
      size += counts[size] > 0 ? 1 : 0;
    }
    return Values.Distribution.buckets(
        min, max, Arrays.copyOf(middles, size), Arrays.copyOf(counts, size));
  }

  private double middle(int index) {
    return (bound(index, scale) + bound(index + 1, scale)) / 2;
  }

  private static double bound(int index, int scale) {
    double exponent = Math.scalb((double) index, -scale);
    return exponent == Math.rint(exponent)
        ? Math.scalb(1.0, (int) exponent)
        : Math.pow(2, exponent);
  }

  /// The bucket of a positive value; powers of two, the bounds that matter most, are exact.
  private static int index(double magnitude, int scale) {
    int exponent = Math.getExponent(magnitude);
    if ((Double.doubleToRawLongBits(magnitude) & 0x000f_ffff_ffff_ffffL) == 0) {
      return scale >= 0 ? (exponent << scale) - 1 : (exponent - 1) >> -scale;
    }
    if (scale <= 0) {
      return exponent >> -scale;
    }
    // The fraction's logarithm alone keeps the bucket within its power of two.
    double fraction = Math.scalb(magnitude, -exponent);
    int within = (int) Math.ceil(Math.log(fraction) * SCALE_FACTOR * (1 << scale)) - 1;
    return (exponent << scale) + Math.clamp(within, 0, (1 << scale) - 1);
  }

  /// Buckets from the first to the last that is in use.
  private static final class Buckets {
    private int first;
    private long[] counts = {};

    /// How many buckets it takes to have that one too.
    long span(int index) {
      return span(0, index);
    }

    /// The same at a scale that is coarser by `shift`.
    long span(int shift, int index) {
      if (counts.length == 0) {
        return 1;
      }
      long from = Math.min(first, index) >> shift;
      long to = Math.max(first + counts.length - 1, index) >> shift;
      return to - from + 1;
    }

    void add(int index) {
      if (counts.length == 0) {
        first = index;
        counts = new long[1];
      } else if (index < first || index >= first + counts.length) {
        int from = Math.min(first, index);
        var wider = new long[Math.max(first + counts.length, index + 1) - from];
        System.arraycopy(counts, 0, wider, first - from, counts.length);
        first = from;
        counts = wider;
      }
      counts[index - first]++;
    }

    void halve() {
      Range half = range(1);
      first = half.first();
      counts = half.counts();
    }

    long total() {
      long total = 0;
      for (long count : counts) {
        total += count;
      }
      return total;
    }

    Range range(int shift) {
      if (counts.length == 0) {
        return new Range(0, new long[0]);
      }
      int from = first >> shift;
      var folded = new long[(int) span(shift, first)];
      for (int i = 0; i < counts.length; i++) {
        folded[((first + i) >> shift) - from] += counts[i];
      }
      return new Range(from, folded);
    }
  }
}
