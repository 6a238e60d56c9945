package dev.runner.http;

import dev.runner.clock.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Wakes lanes whose time is up.
///
/// A timed park costs a virtual thread an entry in a timer queue and mostly a kernel switch, for
/// each request. So lanes park without a time, and one platform thread looks after all of them: it
/// sleeps until the earliest deadline that it has seen and is only disturbed by an earlier one.
/// With one timeout for all requests it wakes once in that time.
final class Deadlines implements Runnable, AutoCloseable {
  private static final long FAR_NANOS = 3_600_000_000_000L;
  private static final long FINEST_NANOS = 1_000_000;

  private final Clock clock;
  private final Set<JettySession> sessions = ConcurrentHashMap.newKeySet();
  private volatile long nextNanos;
  private boolean started;
  private boolean closed;

  Deadlines(Clock clock) {
    this.clock = clock;
    nextNanos = clock.nanoTime() + FAR_NANOS;
  }

  synchronized void add(JettySession session) {
    if (!started) {
      started = true;
      Thread.ofPlatform().daemon().name("runner-http-deadlines").start(this);
    }
    sessions.add(session);
  }

  void remove(JettySession session) {
    sessions.remove(session);
  }

  /// The sessions that are open now.
  Set<JettySession> sessions() {
    return sessions;
  }

  /// Sees to it that lanes are looked at by then. To be called after the lane has set its deadline.
  void watch(long deadlineNanos) {
    if (deadlineNanos - nextNanos < 0) {
      lower(deadlineNanos);
    }
  }

  private synchronized void lower(long deadlineNanos) {
    if (deadlineNanos - nextNanos < 0) {
      nextNanos = deadlineNanos;
      notifyAll();
    }
  }

  @Override
  public synchronized void run() {
    try {
      while (!closed) {
        if (nextNanos - clock.nanoTime() > 0) {
          clock.awaitUntil(this, nextNanos);
        } else {
          scan();
        }
      }
    } catch (InterruptedException e) {
      // Nobody but the JVM's end interrupts this thread.
      Thread.currentThread().interrupt();
    }
  }

  private void scan() {
    long now = clock.nanoTime();
    // Set before looking, so that a deadline missed by the loop comes in through watch().
    nextNanos = now + FAR_NANOS;
    long earliest = now + FAR_NANOS;
    for (JettySession session : sessions) {
      for (Lane lane : session.lanes()) {
        if (lane.isWaiting()) {
          long deadline = lane.deadlineNanos();
          if (deadline - now <= 0) {
            lane.wake();
          } else if (deadline - earliest < 0) {
            earliest = deadline;
          }
        }
      }
    }
    long finest = now + FINEST_NANOS;
    nextNanos = earliest - finest < 0 ? finest : earliest;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
