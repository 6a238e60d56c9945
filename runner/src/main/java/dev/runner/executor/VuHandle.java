package dev.runner.executor;

/// One virtual user, lent to a scenario. Safe for use by many threads.
public interface VuHandle {
  /// From 1, unique in the process.
  int id();

  /// Lets the virtual user's thread run iterations until the feed stops, and returns at once. Must
  /// be idle.
  void start(IterationFeed feed);

  /// Lets the virtual user ask its feed again if that has told it to wait. Returns at once; does
  /// nothing to one that does not wait.
  void wake();

  /// Whether no feed is running.
  boolean isIdle();

  /// Stops the running iteration in the middle, wherever it is: no code of the script runs any
  /// further, not even `finally`. Does nothing to an idle virtual user. The feed is told
  /// [IterationOutcome#INTERRUPTED] and asked for no further iteration. Returns at once.
  void interrupt();

  /// Waits until the virtual user is idle.
  ///
  /// @param deadlineNanos on the run's monotonic clock
  /// @return whether it is idle
  boolean awaitIdle(long deadlineNanos) throws InterruptedException;
}
