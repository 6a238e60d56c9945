package dev.runner.pace;

import dev.runner.random.Seed;
import java.util.random.RandomGenerator;

/// Starts at random, as those of many people who know nothing of each other: a Poisson process
/// whose rate is that of the curve. The same seed gives the same starts.
///
/// The times are those of a process of rate one, mapped through the inverse of the curve's integral
/// (time change; Çinlar, "Introduction to Stochastic Processes", 1975, section 4.7).
public record PoissonArrivals(RateCurve curve, Seed seed) implements Arrivals {
  private static final int FRACTION_BITS = 32;
  private static final double ONE = 1L << FRACTION_BITS;

  @Override
  public Cursor cursor() {
    return new Walk(seed.generator());
  }

  private final class Walk implements Cursor {
    private final RandomGenerator random;

    /// The time of the process of rate one: whole, and 2^-32ths.
    private long whole;

    private long fraction;
    private long index = -1;
    private long nanos;

    Walk(RandomGenerator random) {
      this.random = random;
    }

    @Override
    public boolean advance() {
      if (nanos == NONE) {
        return false;
      }
      // The generator's numbers are below one, so there is always a logarithm.
      long gap = Math.round(-Math.log1p(-random.nextDouble()) * ONE);
      fraction += gap;
      whole += fraction >>> FRACTION_BITS;
      fraction &= (1L << FRACTION_BITS) - 1;
      nanos = curve.reached(whole, fraction);
      index++;
      return nanos != NONE;
    }

    @Override
    public long index() {
      return index;
    }

    @Override
    public long atNanos() {
      return nanos;
    }
  }
}
