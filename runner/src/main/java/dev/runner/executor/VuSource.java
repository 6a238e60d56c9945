package dev.runner.executor;

import java.util.concurrent.CompletableFuture;

/// Lends virtual users to one scenario. Safe for use by many threads.
public interface VuSource {
  /// An idle virtual user, set up for the scenario: function, environment, tags. Where none is idle
  /// it waits a little, since one that another scenario no longer needs may just be stopping.
  ///
  /// @throws IllegalStateException if all planned ones stay lent out, which a right plan prevents
  VuHandle acquire() throws InterruptedException;

  /// Makes one more virtual user in the background and lends it, set up like the others; where the
  /// plan leaves no room for another one, it lends one that is idle.
  ///
  /// @return completes on any thread; exceptionally if none could be made
  CompletableFuture<VuHandle> acquireLater();

  /// Gives an idle virtual user back, for other scenarios to use.
  void release(VuHandle vu);

  /// Makes more virtual users than were planned, so that so many can be had at once; from then on
  /// there are as many as are asked for.
  ///
  /// @throws InterruptedException if the thread is interrupted while they are made
  default void prepare(int vus) throws InterruptedException {}
}
