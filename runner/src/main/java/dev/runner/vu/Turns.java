package dev.runner.vu;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Lets virtual users that compute step aside for those that wait for the network or the clock.
///
/// Virtual threads are not time-sliced, and a carrier thread that has run one goes on with others
/// of the same queue as long as there are any: a few that compute and reschedule themselves keep
/// all others from running, for ever. So whoever has had a long turn waits here, and no more than
/// one a carrier are let go at a time, by a platform thread and only after the carrier had time to
/// look at its other queues.
///
/// Safe for use by many threads. The thread starts with the first turn that is handed on.
final class Turns implements AutoCloseable {
  /// How long a carrier gets to look at its other queues; what a hand-over costs at most.
  private static final long LOOK_AROUND_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private final LongAdder iterations = new LongAdder();
  private final int carriers;
  private final Deque<Turn> waiting = new ArrayDeque<>();
  private int running;
  private boolean closed;
  private @Nullable Thread usher;

  /// One virtual user's right to go on. Used by its thread only.
  final class Turn {
    private @Nullable Thread owner;
    private volatile boolean granted;

    /// Whether it counts among those that run; changed under the lock of the turns.
    private volatile boolean counted;

    /// Lets others go first; returns when it is this one's turn again or its thread is interrupted.
    void handOn() {
      Turns.this.handOn(this);
    }

    /// Notes that the owner has ended an iteration.
    void iterated() {
      iterations.increment();
    }

    /// Notes that the owner waits for something else or has nothing more to do.
    void leave() {
      if (counted) {
        Turns.this.leave(this);
      }
    }
  }

  Turns() {
    this(
        Integer.getInteger(
            "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors()));
  }

  Turns(int carriers) {
    this.carriers = carriers;
  }

  Turn turn() {
    return new Turn();
  }

  /// How many iterations all owners have ended.
  long iterations() {
    return iterations.sum();
  }

  private void handOn(Turn turn) {
    synchronized (this) {
      if (closed) {
        return;
      }
      release(turn);
      turn.owner = Thread.currentThread();
      turn.granted = false;
      waiting.add(turn);
      if (usher == null) {
        usher = Thread.ofPlatform().daemon().name("runner-turns").start(this::usher);
      }
      notifyAll();
    }
    while (!turn.granted) {
      if (Thread.currentThread().isInterrupted()) {
        synchronized (this) {
          boolean _ = waiting.remove(turn);
        }
        return;
      }
      LockSupport.park(this);
    }
  }

  private synchronized void leave(Turn turn) {
    release(turn);
    notifyAll();
  }

  private void release(Turn turn) {
    if (turn.counted) {
      turn.counted = false;
      running--;
    }
  }

  private void usher() {
    try {
      while (true) {
        synchronized (this) {
          while (waiting.isEmpty() || running >= carriers) {
            wait();
          }
        }
        LockSupport.parkNanos(LOOK_AROUND_NANOS);
        letGo();
      }
    } catch (InterruptedException e) {
      // Closed: nobody waits here any more.
    }
  }

  private synchronized void letGo() {
    while (running < carriers && !waiting.isEmpty()) {
      Turn next = waiting.remove();
      next.counted = true;
      running++;
      grant(next);
    }
  }

  private static void grant(Turn turn) {
    turn.granted = true;
    LockSupport.unpark(turn.owner);
  }

  /// Lets everyone go and ends the thread.
  @Override
  public synchronized void close() {
    closed = true;
    waiting.forEach(Turns::grant);
    waiting.clear();
    if (usher != null) {
      usher.interrupt();
    }
  }
}
