package dev.runner.net;

import dev.runner.clock.Clock;
import java.util.concurrent.atomic.AtomicLong;

/// Spaces requests evenly: at most so many a second, the first at once, none made up for later.
public final class RequestPace {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Clock clock;
  private final long gapNanos;
  private final AtomicLong nextNanos;

  /// @param perSecond 0 or less for no limit
  public RequestPace(long perSecond, Clock clock) {
    this.clock = clock;
    gapNanos = perSecond <= 0 ? 0 : SECOND_NANOS / perSecond;
    nextNanos = new AtomicLong(clock.nanoTime());
  }

  /// Waits for the calling thread's turn.
  public void await() throws InterruptedException {
    if (gapNanos == 0) {
      return;
    }
    long now = clock.nanoTime();
    long slot;
    long next;
    do {
      next = nextNanos.get();
      slot = next - now < 0 ? now : next;
    } while (!nextNanos.compareAndSet(next, slot + gapNanos));
    clock.sleepUntil(slot);
  }
}
