package dev.runner.pace;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// A rate of starts that follows straight lines, and its exact integral: after how many nanoseconds
/// so many starts are due.
///
/// All arithmetic is on whole numbers, so nothing drifts. The integral is counted in parts of a
/// start of which there are twice as many as a unit of time has nanoseconds: in these, each stage
/// from rate `a` to rate `b` over `d` nanoseconds contributes exactly `(a + b) * d`.
public final class RateCurve {
  /// The fastest curve allowed: one start a nanosecond.
  private static final long FASTEST_A_NANOSECOND = 1;

  private static final int FRACTION_BITS = 32;

  private final long startRate;
  private final List<Stage> stages;
  private final long unitNanos;
  private final long durationNanos;
  private final List<Piece> pieces;
  private final BigInteger total;

  /// Whether the integral fits into a long.
  private final boolean small;

  /// @param startRate starts in a unit of time, at the beginning
  /// @param stages their targets are starts in a unit of time
  /// @param unitNanos the unit of time
  public RateCurve(long startRate, List<Stage> stages, long unitNanos) {
    if (startRate < 0 || unitNanos <= 0) {
      throw new IllegalArgumentException(startRate + " starts in " + unitNanos + " ns");
    }
    this.startRate = startRate;
    this.stages = List.copyOf(stages);
    this.unitNanos = unitNanos;
    List<Piece> made = new ArrayList<>();
    long begin = 0;
    long from = startRate;
    BigInteger area = BigInteger.ZERO;
    for (Stage stage : stages) {
      if (stage.durationNanos() > 0) {
        var piece = new Piece(begin, stage.durationNanos(), from, stage.target(), area);
        made.add(piece);
        area = area.add(piece.area());
        begin = Math.addExact(begin, stage.durationNanos());
      }
      from = stage.target();
    }
    durationNanos = begin;
    pieces = List.copyOf(made);
    total = area;
    small = area.bitLength() < Long.SIZE;
    if (peakRate() / unitNanos > FASTEST_A_NANOSECOND) {
      throw new IllegalArgumentException(peakRate() + " starts in " + unitNanos + " ns");
    }
  }

  /// The same rate all the time.
  ///
  /// @param rate starts in a unit of time
  public static RateCurve constant(long rate, long unitNanos, long durationNanos) {
    return new RateCurve(rate, List.of(new Stage(durationNanos, rate)), unitNanos);
  }

  /// Starts in a unit of time, at the beginning.
  public long startRate() {
    return startRate;
  }

  /// The stages; their targets are starts in a unit of time.
  public List<Stage> stages() {
    return stages;
  }

  public long unitNanos() {
    return unitNanos;
  }

  public long durationNanos() {
    return durationNanos;
  }

  /// The largest rate, in starts in a unit of time.
  public long peakRate() {
    long peak = startRate;
    for (Stage stage : stages) {
      peak = Math.max(peak, stage.target());
    }
    return peak;
  }

  /// The rate at a moment, in starts a second; that of the end afterwards.
  public double perSecondAt(long nanos) {
    for (Piece piece : pieces) {
      if (nanos < piece.begin + piece.duration) {
        return perSecond(piece.rateAt(Math.max(0, nanos - piece.begin)));
      }
    }
    return perSecond((double) (stages.isEmpty() ? startRate : stages.getLast().target()));
  }

  /// A rate of so many starts in a unit of time, in starts a second.
  public double perSecond(double rate) {
    return rate * 1e9 / unitNanos;
  }

  /// The whole number of starts due at the end, a started one not counted.
  public long whole() {
    return total.divide(parts()).longValueExact();
  }

  /// The number of starts due at the end, a started one counted as if it were whole.
  public long wholeAndStarted() {
    BigInteger[] parts = total.divideAndRemainder(parts());
    return parts[0].longValueExact() + parts[1].signum();
  }

  /// How many whole starts are due at a moment.
  public long wholeAt(long nanos) {
    BigInteger area = BigInteger.ZERO;
    for (Piece piece : pieces) {
      if (nanos >= piece.begin) {
        area = piece.before.add(piece.floorAreaAt(Math.min(nanos - piece.begin, piece.duration)));
      }
    }
    return area.divide(parts()).longValueExact();
  }

  /// The first nanosecond at which `whole + fraction / 2^32` starts are due, or [Arrivals#NONE] if
  /// so many never are.
  ///
  /// @param fraction from 0 to 2^32 - 1
  public long reached(long whole, long fraction) {
    // Rounded up to a whole part: there are many in a nanosecond of any curve but the slowest.
    long more =
        fraction == 0
            ? 0
            : BigInteger.valueOf(fraction)
                .multiply(parts())
                .add(BigInteger.valueOf((1L << FRACTION_BITS) - 1))
                .shiftRight(FRACTION_BITS)
                .longValueExact();
    long low = whole * 2 * unitNanos;
    if (small && Math.multiplyHigh(whole, 2 * unitNanos) == 0 && low >= 0 && low + more >= 0) {
      return reached(low + more);
    }
    return reached(BigInteger.valueOf(whole).multiply(parts()).add(BigInteger.valueOf(more)));
  }

  private long reached(long area) {
    for (Piece piece : pieces) {
      long before = piece.before.longValue();
      if (area <= before + piece.area().longValue()) {
        long within = area - before;
        if (piece.from == piece.to && piece.from > 0) {
          return piece.begin + Math.ceilDiv(within, 2 * piece.from);
        }
        return piece.begin + piece.reached(BigInteger.valueOf(within));
      }
    }
    return area == 0 ? 0 : Arrivals.NONE;
  }

  private long reached(BigInteger area) {
    for (Piece piece : pieces) {
      if (area.compareTo(piece.before.add(piece.area())) <= 0) {
        return piece.begin + piece.reached(area.subtract(piece.before));
      }
    }
    return area.signum() == 0 ? 0 : Arrivals.NONE;
  }

  /// Of how many parts a start consists.
  private BigInteger parts() {
    return BigInteger.valueOf(unitNanos).shiftLeft(1);
  }

  @Override
  public String toString() {
    return startRate + " per " + unitNanos + " ns, " + stages;
  }

  /// A stage that takes time.
  private static final class Piece {
    final long begin;
    final long duration;
    final long from;
    final long to;

    /// Parts due before it.
    final BigInteger before;

    private final BigInteger area;
    private final BigInteger rise;
    private final BigInteger length;

    /// `2 * from * duration`.
    private final BigInteger flat;

    Piece(long begin, long duration, long from, long to, BigInteger before) {
      this.begin = begin;
      this.duration = duration;
      this.from = from;
      this.to = to;
      this.before = before;
      length = BigInteger.valueOf(duration);
      rise = BigInteger.valueOf(to - from);
      area = BigInteger.valueOf(from).add(BigInteger.valueOf(to)).multiply(length);
      flat = BigInteger.valueOf(from).multiply(length).shiftLeft(1);
    }

    BigInteger area() {
      return area;
    }

    double rateAt(long offset) {
      return from + (double) (to - from) * offset / duration;
    }

    /// Parts due so long after its beginning, rounded down.
    BigInteger floorAreaAt(long offset) {
      return scaledAreaAt(offset).divide(length);
    }

    /// The first offset at which so many parts are due, which must be at most all of them.
    long reached(BigInteger parts) {
      BigInteger scaled = parts.multiply(length);
      // The root of (to - from) / duration * x^2 + 2 * from * x = parts, in a form that loses
      // nothing when the line is nearly flat. It is right but for rounding; walk from there.
      double wanted = parts.doubleValue();
      double root =
          Math.sqrt(Math.max(0, (double) from * from + (double) (to - from) * wanted / duration));
      double guess = wanted == 0 ? 0 : wanted / (from + root);
      long low = 0;
      long high = duration;
      long probe = Math.clamp((long) guess, low, high);
      for (long stride = 1; low < high; stride = stride > duration / 4 ? duration : stride * 4) {
        if (scaledAreaAt(probe).compareTo(scaled) >= 0) {
          high = probe;
          probe = Math.max(low, probe - stride);
        } else {
          low = probe + 1;
          probe = Math.min(high, probe + stride);
        }
        if (probe >= high || probe < low) {
          probe = low + (high - low) / 2;
        }
      }
      return low;
    }

    /// Parts due so long after its beginning, times its duration.
    private BigInteger scaledAreaAt(long offset) {
      BigInteger x = BigInteger.valueOf(offset);
      return rise.multiply(x).add(flat).multiply(x);
    }
  }
}
