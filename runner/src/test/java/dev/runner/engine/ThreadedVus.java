package dev.runner.engine;

import dev.runner.clock.Clock;
import dev.runner.executor.IterationFeed;
import dev.runner.executor.IterationOutcome;
import dev.runner.executor.VuHandle;
import dev.runner.executor.VuSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Virtual users for tests on threads of their own; their iterations only wait.
final class ThreadedVus implements VuSource {
  private final Clock clock;
  private final long iterationNanos;
  private final BlockingQueue<VuHandle> idle = new LinkedBlockingQueue<>();
  final AtomicInteger started = new AtomicInteger();

  ThreadedVus(Clock clock, int size, long iterationNanos) {
    this.clock = clock;
    this.iterationNanos = iterationNanos;
    for (int id = 1; id <= size; id++) {
      idle.add(new ThreadedVu(id));
    }
  }

  int idle() {
    return idle.size();
  }

  @Override
  public VuHandle acquire() {
    VuHandle vu = idle.poll();
    if (vu == null) {
      throw new IllegalStateException("all virtual users are lent");
    }
    return vu;
  }

  @Override
  public CompletableFuture<VuHandle> acquireLater() {
    return CompletableFuture.supplyAsync(this::acquire);
  }

  @Override
  public void release(VuHandle vu) {
    idle.add(vu);
  }

  private final class ThreadedVu implements VuHandle {
    private final int id;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private volatile @Nullable Thread thread;

    ThreadedVu(int id) {
      this.id = id;
    }

    @Override
    public int id() {
      return id;
    }

    @Override
    public void start(IterationFeed feed) {
      lock.lock();
      try {
        thread = Thread.startVirtualThread(() -> iterate(feed));
      } finally {
        lock.unlock();
      }
    }

    private void iterate(IterationFeed feed) {
      try {
        long next;
        while ((next = feed.next(this)) != IterationFeed.STOP) {
          if (next == IterationFeed.LATER) {
            LockSupport.park(this);
            continue;
          }
          started.incrementAndGet();
          IterationOutcome outcome = IterationOutcome.COMPLETED;
          try {
            clock.sleepUntil(clock.nanoTime() + iterationNanos);
          } catch (InterruptedException e) {
            outcome = IterationOutcome.INTERRUPTED;
          }
          feed.ended(this, outcome);
          if (outcome == IterationOutcome.INTERRUPTED) {
            break;
          }
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      } finally {
        lock.lock();
        try {
          thread = null;
          ended.signalAll();
        } finally {
          lock.unlock();
        }
      }
    }

    @Override
    public void wake() {
      LockSupport.unpark(thread);
    }

    @Override
    public boolean isIdle() {
      lock.lock();
      try {
        return thread == null;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void interrupt() {
      lock.lock();
      try {
        if (thread != null) {
          thread.interrupt();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public boolean awaitIdle(long deadlineNanos) throws InterruptedException {
      lock.lock();
      try {
        long left = 10_000_000_000L;
        while (thread != null && left > 0) {
          left = ended.awaitNanos(left);
        }
        return thread == null;
      } finally {
        lock.unlock();
      }
    }
  }
}
