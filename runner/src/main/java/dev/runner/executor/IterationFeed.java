package dev.runner.executor;

/// Decides, on a virtual user's own thread, when its next iteration starts. One feed may serve many
/// virtual users at once.
public interface IterationFeed {
  /// The answer of [#next(VuHandle)] when there are no further iterations for now.
  long STOP = Long.MIN_VALUE;

  /// Waits for the virtual user's next turn.
  ///
  /// @return when the iteration was to start, on the run's monotonic clock (the present moment
  ///   where nothing planned it), or [#STOP]
  /// @throws InterruptedException if the virtual user was interrupted while it waited
  long next(VuHandle vu) throws InterruptedException;

  /// Called after each iteration that [#next(VuHandle)] started.
  void ended(VuHandle vu, IterationOutcome outcome);
}
