package dev.runner.clock;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The machine's clock.
public final class SystemClock implements Clock {
  private final long epochOffset;

  public SystemClock() {
    Instant now = Instant.now();
    long epoch =
        Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    epochOffset = epoch - System.nanoTime();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long epochNanos(long nanoTime) {
    return nanoTime + epochOffset;
  }

  @Override
  public void sleepUntil(long nanoTime) throws InterruptedException {
    long left = nanoTime - System.nanoTime();
    while (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
      left = nanoTime - System.nanoTime();
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  @Override
  public void awaitUntil(Object monitor, long nanoTime) throws InterruptedException {
    long left = nanoTime - System.nanoTime();
    if (left > 0) {
      TimeUnit.NANOSECONDS.timedWait(monitor, left);
    }
  }

  @Override
  public void parkUntil(long nanoTime) {
    long left = nanoTime - System.nanoTime();
    if (left > 0) {
      LockSupport.parkNanos(left);
    }
  }
}
