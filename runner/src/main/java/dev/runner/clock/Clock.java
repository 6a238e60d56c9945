package dev.runner.clock;

/// A monotonic clock that can also wait. Safe for use by many threads.
public interface Clock {
  /// Now, in nanoseconds since an arbitrary moment; only differences mean anything.
  long nanoTime();

  /// The wall-clock time, in nanoseconds since 1970, of a moment of [#nanoTime()]. The offset is
  /// fixed for the life of the clock, so that equal differences stay equal.
  long epochNanos(long nanoTime);

  /// Waits until [#nanoTime()] has reached that moment; returns at once if it has.
  ///
  /// @throws InterruptedException if the thread is or gets interrupted
  void sleepUntil(long nanoTime) throws InterruptedException;

  /// Waits on a monitor that the caller holds until it is notified or the moment has come,
  /// whichever is first; like [Object#wait] it may wake without cause.
  ///
  /// @throws InterruptedException if the thread is or gets interrupted
  void awaitUntil(Object monitor, long nanoTime) throws InterruptedException;

  /// Waits until the moment has come or the thread is unparked or interrupted, whichever is first;
  /// like [java.util.concurrent.locks.LockSupport#parkNanos(long)], which it is made of, it may
  /// return without cause. The most punctual way to wait.
  void parkUntil(long nanoTime);
}
