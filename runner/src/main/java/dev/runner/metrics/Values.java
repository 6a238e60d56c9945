package dev.runner.metrics;

/// What samples add up to, by the kind of their metric. Immutable. Times are in milliseconds.
public sealed interface Values {
  /// How many samples there were.
  long samples();

  /// @param sum of all values
  record Counter(long samples, double sum) implements Values {
    public double perSecond(double elapsedSeconds) {
      return elapsedSeconds > 0 ? sum / elapsedSeconds : 0;
    }
  }

  /// All zero without samples.
  record Gauge(long samples, double last, double min, double max) implements Values {}

  /// @param nonZero how many samples were not zero
  record Rate(long samples, long nonZero) implements Values {
    /// From 0 to 1; 0 without samples.
    public double rate() {
      return samples == 0 ? 0 : (double) nonZero / samples;
    }

    public long zero() {
      return samples - nonZero;
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
  }

  /// Answers for percentiles. Immutable and safe for use by many threads.
  interface Distribution {
    double percentile(double p);
  }
}
