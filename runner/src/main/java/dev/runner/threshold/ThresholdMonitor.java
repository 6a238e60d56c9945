package dev.runner.threshold;

import dev.runner.clock.Clock;
import dev.runner.metrics.Snapshot;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Watches a running test and tells once when a threshold with `abortOnFail` does not hold.
///
/// Looks every two seconds, on a platform thread of its own, which there is only if a threshold can
/// stop the test.
public final class ThresholdMonitor implements AutoCloseable {
  static final Duration PERIOD = Duration.ofSeconds(2);

  private final Thresholds thresholds;
  private final Supplier<Snapshot> snapshots;
  private final Clock clock;
  private final Consumer<Verdict> onAbort;
  private @Nullable Thread thread;

  /// @param snapshots the numbers now
  /// @param onAbort gets the thresholds that failed and those that were judged with them; runs on
  ///   the monitor's thread, at most once
  public ThresholdMonitor(
      Thresholds thresholds, Supplier<Snapshot> snapshots, Clock clock, Consumer<Verdict> onAbort) {
    this.thresholds = thresholds;
    this.snapshots = snapshots;
    this.clock = clock;
    this.onAbort = onAbort;
  }

  /// Starts watching.
  ///
  /// @param startNanos when the test began, on the clock: looks come at multiples of two seconds
  ///   after it, and delays are counted from it
  public synchronized void start(long startNanos) {
    if (thread != null) {
      throw new IllegalStateException("started before");
    }
    if (thresholds.canAbort()) {
      thread = Thread.ofPlatform().daemon().name("thresholds").start(() -> watch(startNanos));
    }
  }

  /// Stops watching; waits for a look under way, unless it is the caller itself who is told.
  @Override
  public void close() {
    Thread ending;
    synchronized (this) {
      ending = thread;
    }
    if (ending == null || Thread.currentThread().equals(ending)) {
      return;
    }
    ending.interrupt();
    try {
      ending.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch(long startNanos) {
    try {
      Duration elapsed = Duration.ZERO;
      boolean told = false;
      while (!told) {
        elapsed = nextLook(elapsed, clock.nanoTime() - startNanos);
        clock.sleepUntil(startNanos + elapsed.toNanos());
        told = look(elapsed);
      }
    } catch (InterruptedException _) {
      // close() was called.
    }
  }

  /// The next multiple of the period that is not over yet.
  private static Duration nextLook(Duration last, long nowNanos) {
    long overdue = (nowNanos - last.toNanos()) / PERIOD.toNanos();
    return last.plus(PERIOD.multipliedBy(Math.max(1, overdue)));
  }

  /// Looks once.
  ///
  /// @param elapsed of the test
  /// @return whether a threshold did not hold
  boolean look(Duration elapsed) {
    Verdict verdict = thresholds.evaluateForAbort(snapshots.get(), elapsed);
    if (verdict.passed()) {
      return false;
    }
    onAbort.accept(verdict);
    return true;
  }
}
