package dev.runner.metrics;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/// Counts of values of any sign and size in buckets less than a thousandth of the value wide.
///
/// Values are sorted into bands of 40 powers of two, each with its own integer histogram of three
/// significant digits. The first band, from about 0.001 to 10⁹, takes all that usually occurs: one
/// microsecond to twelve days for times in milliseconds. A band is made when its first value comes
/// and grows with its largest: 200 KB for times up to 16 seconds, 330 KB at most.
final class BandedHistogram {
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final int BAND_WIDTH = 40;

  /// The smallest binary exponent of band 0.
  private static final int FIRST_EXPONENT = -10;

  /// Units to a value in band 0: the smallest one is 1,024 units, so that rounding to a whole
  /// number of them costs no more than half a thousandth.
  private static final int SCALE_EXPONENT = 20;

  private static final double SCALE = 0x1p20;
  private static final double FIRST_FROM = 0x1p-10;
  private static final double FIRST_TO = 0x1p30;

  /// Bands are numbered from `-27` for the tiniest to `25` for the largest double.
  private static final int LOWEST_BAND =
      Math.floorDiv(Double.MIN_EXPONENT - 52 - FIRST_EXPONENT, BAND_WIDTH);

  private static final int BANDS =
      Math.floorDiv(Double.MAX_EXPONENT - FIRST_EXPONENT, BAND_WIDTH) - LOWEST_BAND + 1;

  private final Histogram first = new Histogram(SIGNIFICANT_DIGITS);
  private @Nullable Histogram @Nullable [] positive;
  private @Nullable Histogram @Nullable [] negative;
  private long zeros;
  private long positiveInfinities;
  private long negativeInfinities;

  /// @param value any but not-a-number
  void add(double value) {
    if (value >= FIRST_FROM && value < FIRST_TO) {
      first.recordValue((long) (value * SCALE + 0.5));
    } else if (value == 0) {
      zeros++;
    } else {
      addUnusual(value);
    }
  }

  private void addUnusual(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      positiveInfinities++;
    } else if (value == Double.NEGATIVE_INFINITY) {
      negativeInfinities++;
    } else if (value > 0) {
      if (positive == null) {
        positive = new @Nullable Histogram[BANDS];
      }
      addToBand(positive, value);
    } else {
      if (negative == null) {
        negative = new @Nullable Histogram[BANDS];
      }
      addToBand(negative, -value);
    }
  }

  private static void addToBand(@Nullable Histogram[] bands, double magnitude) {
    int exponent = Math.getExponent(magnitude);
    if (exponent < Double.MIN_EXPONENT) {
      // Subnormal: the true exponent is that of the leading one bit.
      exponent = Double.MIN_EXPONENT - 52 + 63 - leadingZeros(magnitude);
    }
    int band = Math.floorDiv(exponent - FIRST_EXPONENT, BAND_WIDTH);
    int place = band - LOWEST_BAND;
    Histogram histogram = bands[place];
    if (histogram == null) {
      histogram = new Histogram(SIGNIFICANT_DIGITS);
      bands[place] = histogram;
    }
    histogram.recordValue((long) (Math.scalb(magnitude, SCALE_EXPONENT - band * BAND_WIDTH) + 0.5));
  }

  private static int leadingZeros(double subnormal) {
    return Long.numberOfLeadingZeros(Double.doubleToRawLongBits(subnormal));
  }

  /// An immutable copy of the buckets that are not empty.
  ///
  /// @param min the exact smallest value
  /// @param max the exact largest value
  Buckets distribution(double min, double max) {
    var buckets = new Collector();
    buckets.add(Double.NEGATIVE_INFINITY, negativeInfinities);
    if (negative != null) {
      for (int place = BANDS - 1; place >= 0; place--) {
        buckets.addDescending(negative[place], place + LOWEST_BAND);
      }
    }
    buckets.add(0, zeros);
    for (int place = 0; place < BANDS; place++) {
      if (place + LOWEST_BAND == 0) {
        buckets.addAscending(first, 0);
      } else if (positive != null) {
        buckets.addAscending(positive[place], place + LOWEST_BAND);
      }
    }
    buckets.add(Double.POSITIVE_INFINITY, positiveInfinities);
    return buckets.freeze(min, max);
  }

  /// Collects buckets from the smallest value to the largest.
  private static final class Collector {
    private final Values.Distribution.Builder builder = new Values.Distribution.Builder();

    void add(double middle, long howMany) {
      builder.add(middle, howMany);
    }

    void addAscending(@Nullable Histogram histogram, int band) {
      if (histogram != null) {
        for (HistogramIterationValue bucket : histogram.recordedValues()) {
          add(middle(histogram, bucket, band), bucket.getCountAtValueIteratedTo());
        }
      }
    }

    void addDescending(@Nullable Histogram histogram, int band) {
      if (histogram != null) {
        List<Runnable> ascending = new ArrayList<>();
        for (HistogramIterationValue bucket : histogram.recordedValues()) {
          double value = -middle(histogram, bucket, band);
          long howMany = bucket.getCountAtValueIteratedTo();
          ascending.add(() -> add(value, howMany));
        }
        ascending.reversed().forEach(Runnable::run);
      }
    }

    private static double middle(Histogram histogram, HistogramIterationValue bucket, int band) {
      double units = (double) histogram.medianEquivalentValue(bucket.getValueIteratedTo());
      return Math.scalb(units, band * BAND_WIDTH - SCALE_EXPONENT);
    }

    Buckets freeze(double min, double max) {
      return builder.buckets(min, max);
    }
  }
}
