package dev.runner.clock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A clock for tests that stands still until it is told to go on. Safe for use by many threads.
public final class ManualClock implements Clock {
  private record Waiter(Object monitor, long untilNanos) {}

  private final List<Waiter> waiters = new ArrayList<>();
  private volatile long now;

  /// Lets time pass and wakes whoever waited for a moment that has come.
  public void advance(Duration by) {
    List<Waiter> due;
    synchronized (waiters) {
      now += by.toNanos();
      due = waiters.stream().filter(waiter -> waiter.untilNanos() <= now).toList();
      // From now on they wait no more, even if they have not noticed yet.
      waiters.removeAll(due);
      waiters.notifyAll();
    }
    for (Waiter waiter : due) {
      if (waiter.monitor() instanceof Thread parked) {
        LockSupport.unpark(parked);
        continue;
      }
      synchronized (waiter.monitor()) {
        waiter.monitor().notifyAll();
      }
    }
  }

  /// Waits, in real time, until that many threads wait on this clock.
  ///
  /// @throws AssertionError if they don't within ten seconds
  public void awaitWaiters(int count) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    synchronized (waiters) {
      while (waiters.size() < count) {
        long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0) {
          throw new AssertionError(waiters.size() + " instead of " + count + " threads wait");
        }
        waiters.wait(leftMillis);
      }
    }
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public long epochNanos(long nanoTime) {
    return nanoTime;
  }

  @Override
  public void sleepUntil(long nanoTime) throws InterruptedException {
    var monitor = new Object();
    synchronized (monitor) {
      while (now < nanoTime) {
        awaitUntil(monitor, nanoTime);
      }
    }
  }

  /// Like [Object#wait], this may wake without cause: the caller has the loop.
  @Override
  @SuppressWarnings("WaitNotInLoop")
  public void awaitUntil(Object monitor, long nanoTime) throws InterruptedException {
    var waiter = new Waiter(monitor, nanoTime);
    synchronized (waiters) {
      if (now >= nanoTime) {
        return;
      }
      waiters.add(waiter);
      waiters.notifyAll();
    }
    try {
      monitor.wait();
    } finally {
      synchronized (waiters) {
        waiters.remove(waiter);
      }
    }
  }

  @Override
  public void parkUntil(long nanoTime) {
    var waiter = new Waiter(Thread.currentThread(), nanoTime);
    synchronized (waiters) {
      if (now >= nanoTime) {
        return;
      }
      waiters.add(waiter);
      waiters.notifyAll();
    }
    LockSupport.park();
    synchronized (waiters) {
      waiters.remove(waiter);
    }
  }
}
