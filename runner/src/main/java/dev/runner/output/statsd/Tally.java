package dev.runner.output.statsd;

import java.util.Arrays;
import java.util.SplittableRandom;

/// The samples of one line's name and tags since the last push. Not thread-safe.
sealed interface Tally {
  void add(double value);

  /// Samples that add up.
  final class Count implements Tally {
    private double sum;

    @Override
    public void add(double value) {
      sum += value;
    }

    double sum() {
      return sum;
    }
  }

  /// Samples of which the last counts.
  final class Latest implements Tally {
    private double value;

    @Override
    public void add(double newValue) {
      value = newValue;
    }

    double value() {
      return value;
    }
  }

  /// Timings, of which at most a thousand are kept: a random choice if there are more (Vitter's
  /// algorithm R).
  final class Timings implements Tally {
    private static final int MOST = 1_000;

    private final SplittableRandom random = new SplittableRandom(MOST);
    private double[] values = new double[8];
    private int kept;
    private long seen;

    @Override
    public void add(double value) {
      seen++;
      if (kept < MOST) {
        if (kept == values.length) {
          values = Arrays.copyOf(values, Math.min(MOST, kept * 2));
        }
        values[kept++] = value;
        return;
      }
      long place = random.nextLong(seen);
      if (place < MOST) {
        values[(int) place] = value;
      }
    }

    int kept() {
      return kept;
    }

    double value(int i) {
      return values[i];
    }

    /// The share of all that is kept, at most 1.
    double rate() {
      return (double) kept / seen;
    }
  }
}
