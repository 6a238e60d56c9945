package dev.runner.pace;

/// Starts at equal distances along a curve: each when the integral of the rate has grown by one
/// more.
///
/// @param beginsAtOnce whether the first start is at the very beginning rather than when the
///   integral has reached one
public record UniformArrivals(RateCurve curve, boolean beginsAtOnce) implements Arrivals {
  @Override
  public long count() {
    return beginsAtOnce ? curve.wholeAndStarted() : curve.whole();
  }

  /// When the start of that number is, or [#NONE] if there is none.
  public long nanosOf(long index) {
    return index < 0 || index >= count() ? NONE : at(index);
  }

  /// How many starts come before a moment.
  public long countBefore(long nanos) {
    if (nanos <= 0) {
      return 0;
    }
    return Math.min(count(), curve.wholeAt(nanos - 1) + (beginsAtOnce ? 1 : 0));
  }

  private long at(long index) {
    return curve.reached(beginsAtOnce ? index : index + 1, 0);
  }

  @Override
  public Cursor cursor() {
    return new Walk(count());
  }

  private final class Walk implements Cursor {
    private final long count;
    private long index = -1;
    private long nanos;

    Walk(long count) {
      this.count = count;
    }

    @Override
    public boolean advance() {
      if (index + 1 >= count) {
        return false;
      }
      nanos = at(++index);
      return true;
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
