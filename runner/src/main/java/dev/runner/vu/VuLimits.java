package dev.runner.vu;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How long `vuSetup` and `vuTeardown` may take, and what stops them then. Safe for use by many
/// threads; its thread starts with the first of them.
final class VuLimits implements AutoCloseable {
  private final long setupNanos;
  private final long teardownNanos;
  private @Nullable ScheduledExecutorService timer;
  private boolean closed;

  VuLimits(long setupNanos, long teardownNanos) {
    this.setupNanos = setupNanos;
    this.teardownNanos = teardownNanos;
  }

  long nanosOf(String function) {
    return function.equals(VuStages.SETUP) ? setupNanos : teardownNanos;
  }

  /// Runs that after so long, unless the answer is cancelled; it must not block.
  synchronized @Nullable Future<?> after(long nanos, Runnable action) {
    if (closed) {
      return null;
    }
    ScheduledExecutorService running = timer;
    if (running == null) {
      running =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("runner-vu-limits").factory());
      timer = running;
    }
    return running.schedule(action, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (timer != null) {
      timer.shutdownNow();
    }
  }
}
