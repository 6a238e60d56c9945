package dev.runner.executor;

/// Decides, on a virtual user's own thread, when its next iteration starts. One feed may serve many
/// virtual users at once.
public interface IterationFeed {
  /// The answer of [#next(VuHandle)] when there are no further iterations for now.
  long STOP = Long.MIN_VALUE;

  /// The answer of [#next(VuHandle)] when the virtual user is to wait until it is woken
  /// ([VuHandle#wake()]), and to ask again then.
  long LATER = Long.MIN_VALUE + 1;

  /// Decides what the virtual user does next.
  ///
  /// @return when the iteration was to start, on the run's monotonic clock (the present moment
  ///   where nothing planned it), or [#STOP] or [#LATER]
  /// @throws InterruptedException if the virtual user was interrupted while it waited
  long next(VuHandle vu) throws InterruptedException;

  /// Whether iterations start at planned moments, so that one may be late.
  default boolean plansStarts() {
    return false;
  }

  /// Called after each iteration that [#next(VuHandle)] started.
  void ended(VuHandle vu, IterationOutcome outcome);
}
