package dev.runner.clock;

import java.util.Comparator;
import java.util.PriorityQueue;

/// A clock for tests with a single thread: whoever waits runs what was scheduled meanwhile, in
/// order of time, and time passes in no time.
///
/// Code under test that waits on a monitor is woken after each scheduled event, as if the event had
/// notified it. Must be used by one thread only.
public final class SimulatedClock implements Clock {
  private record Event(long atNanos, long order, Runnable what) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::order));
  private long now;
  private long order;

  /// Runs that when time has come so far; events of the same moment run in the order of scheduling.
  public void schedule(long atNanos, Runnable what) {
    events.add(new Event(Math.max(now, atNanos), order++, what));
  }

  /// Lets time pass without anything happening, as if the machine stood still.
  public void stall(long nanos) {
    now += nanos;
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
  public void sleepUntil(long nanoTime) {
    while (now < nanoTime) {
      step(nanoTime);
    }
  }

  @Override
  public void awaitUntil(Object monitor, long nanoTime) {
    if (now < nanoTime) {
      step(nanoTime);
    }
  }

  @Override
  public void parkUntil(long nanoTime) {
    if (now < nanoTime) {
      step(nanoTime);
    }
  }

  /// Runs the next event if it is due by then, and lets that time pass otherwise.
  private void step(long latest) {
    Event next = events.peek();
    if (next != null && next.atNanos() <= latest) {
      events.remove();
      now = Math.max(now, next.atNanos());
      next.what().run();
    } else {
      now = latest;
    }
  }
}
