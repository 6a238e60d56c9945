package dev.runner.clock;

/// A platform thread that does something at regular moments until it is closed.
public final class Ticker implements AutoCloseable {
  private final Clock clock;
  private final long periodNanos;
  private final Runnable tick;
  private final Thread thread;
  private boolean closed;

  /// Ticks at multiples of the period after `startNanos`, for the first time after one period.
  /// Moments missed in a stall are left out.
  public Ticker(String name, Clock clock, long startNanos, long periodNanos, Runnable tick) {
    this.clock = clock;
    this.periodNanos = periodNanos;
    this.tick = tick;
    this.thread = Thread.ofPlatform().daemon().name(name).start(() -> work(startNanos));
  }

  private void work(long startNanos) {
    try {
      while (awaitNext(startNanos)) {
        tick.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean awaitNext(long startNanos) throws InterruptedException {
    long passed = (clock.nanoTime() - startNanos) / periodNanos;
    long next = startNanos + (passed + 1) * periodNanos;
    while (!closed && clock.nanoTime() < next) {
      clock.awaitUntil(this, next);
    }
    return !closed;
  }

  /// Ends the thread; waits for a tick under way.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
