package dev.runner.threshold;

import dev.runner.clock.Clock;
import dev.runner.metrics.Snapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Watches a running test and tells once when a threshold with `abortOnFail` does not hold.
///
/// Looks every two seconds, on a platform thread of its own, and each second at thresholds with
/// windows. There is a thread only if a threshold can stop the test, has windows, or someone
/// listens.
public final class ThresholdMonitor implements AutoCloseable {
  static final Duration PERIOD = Duration.ofSeconds(2);

  private final Thresholds thresholds;
  private final Supplier<Snapshot> snapshots;
  private final Clock clock;
  private final Consumer<Verdict> onAbort;
  private final Optional<Consumer<Verdict>> onLook;
  private @Nullable Thread thread;
  private boolean caughtUp;

  /// Written by the monitor's thread, read when that has ended.
  private Duration lastLook = Duration.ZERO;

  private long startedNanos;

  /// @param snapshots the numbers now
  /// @param onAbort gets the thresholds that failed and those that were judged with them; runs on
  ///   the monitor's thread, at most once
  public ThresholdMonitor(
      Thresholds thresholds, Supplier<Snapshot> snapshots, Clock clock, Consumer<Verdict> onAbort) {
    this(thresholds, snapshots, clock, onAbort, Optional.empty());
  }

  /// @param onLook gets how all thresholds fare, every two seconds, on the monitor's thread
  public ThresholdMonitor(
      Thresholds thresholds,
      Supplier<Snapshot> snapshots,
      Clock clock,
      Consumer<Verdict> onAbort,
      Optional<Consumer<Verdict>> onLook) {
    this.thresholds = thresholds;
    this.snapshots = snapshots;
    this.clock = clock;
    this.onAbort = onAbort;
    this.onLook = onLook;
  }

  /// Starts watching.
  ///
  /// @param startNanos when the test began, on the clock: looks come at multiples of two seconds
  ///   after it, and delays are counted from it
  public synchronized void start(long startNanos) {
    if (thread != null) {
      throw new IllegalStateException("started before");
    }
    startedNanos = startNanos;
    thresholds.startWatches(clock.nanoTime());
    if (thresholds.canAbort() || thresholds.isWatched() || onLook.isPresent()) {
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
    if (thresholds.isWatched() && !caughtUp) {
      caughtUp = true;
      Snapshot _ = snapshots.get();
      thresholds.catchUp(startedNanos + lastLook.toNanos(), lastLook);
    }
  }

  private void watch(long startNanos) {
    Duration period = thresholds.isWatched() ? Watch.PERIOD : PERIOD;
    try {
      Duration elapsed = Duration.ZERO;
      boolean told = false;
      while (!told) {
        elapsed = nextLook(elapsed, clock.nanoTime() - startNanos, period);
        clock.sleepUntil(startNanos + elapsed.toNanos());
        lastLook = elapsed;
        thresholds.look(startNanos + elapsed.toNanos(), elapsed);
        if (elapsed.toNanos() % PERIOD.toNanos() == 0) {
          told = look(elapsed);
        }
      }
    } catch (InterruptedException _) {
      // close() was called.
    }
  }

  /// The next multiple of the period that is not over yet.
  private static Duration nextLook(Duration last, long nowNanos, Duration period) {
    long overdue = (nowNanos - last.toNanos()) / period.toNanos();
    return last.plus(period.multipliedBy(Math.max(1, overdue)));
  }

  /// Looks once.
  ///
  /// @param elapsed of the test
  /// @return whether a threshold did not hold
  boolean look(Duration elapsed) {
    if (!thresholds.canAbort() && onLook.isEmpty()) {
      return false;
    }
    Snapshot snapshot = snapshots.get();
    onLook.ifPresent(listener -> listener.accept(thresholds.evaluate(snapshot)));
    Verdict verdict = thresholds.evaluateForAbort(snapshot, elapsed);
    if (verdict.passed()) {
      return false;
    }
    onAbort.accept(verdict);
    return true;
  }
}
