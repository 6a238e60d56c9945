package dev.runner.pace;

/// What one of several instances starts of a schedule. The starts keep their numbers and times, so
/// that those of all instances together are the whole schedule.
public record StripedArrivals(Arrivals all, Stripe stripe) implements Arrivals {
  @Override
  public long count() {
    return stripe.count(all.count());
  }

  /// The curve of all instances together.
  @Override
  public RateCurve curve() {
    return all.curve();
  }

  @Override
  public Cursor cursor() {
    return new Walk(all.cursor());
  }

  private final class Walk implements Cursor {
    private final Cursor each;
    private long taken;

    Walk(Cursor each) {
      this.each = each;
    }

    @Override
    public boolean advance() {
      if (stripe.share() == 0) {
        return false;
      }
      long next = stripe.index(taken++);
      while (each.advance()) {
        if (each.index() == next) {
          return true;
        }
      }
      return false;
    }

    @Override
    public long index() {
      return each.index();
    }

    @Override
    public long atNanos() {
      return each.atNanos();
    }
  }
}
