package dev.runner.executor;

/// Lends virtual users to one scenario. Safe for use by many threads.
public interface VuSource {
  /// An idle virtual user, set up for the scenario: function, environment, tags. Where none is idle
  /// it waits a little, since one that another scenario no longer needs may just be stopping.
  ///
  /// @throws IllegalStateException if all planned ones stay lent out, which a right plan prevents
  VuHandle acquire() throws InterruptedException;

  /// Gives an idle virtual user back, for other scenarios to use.
  void release(VuHandle vu);
}
