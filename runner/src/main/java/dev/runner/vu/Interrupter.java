package dev.runner.vu;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Platform threads that stop virtual users in the middle of a script. They must not be virtual
/// themselves: scripts that never wait may hold every carrier.
final class Interrupter implements AutoCloseable {
  /// Enough for virtual users that merely wait: each takes a few milliseconds.
  private static final int WAITING_AT_ONCE = 32;

  private final ExecutorService forWaiting =
      Executors.newFixedThreadPool(
          WAITING_AT_ONCE,
          Thread.ofPlatform().daemon().name("runner-interrupt-waiting-", 0).factory());

  /// Unbounded, because all virtual users that compute must be stopped at once: one after another
  /// can deadlock when they occupy every carrier.
  private final ExecutorService forComputing =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("runner-interrupt-computing-", 0).factory());

  void interrupt(VirtualUser vu) {
    (vu.isWaiting() ? forWaiting : forComputing).execute(vu::stopNow);
  }

  /// Runs what stops a virtual user that may compute.
  void stop(Runnable action) {
    forComputing.execute(action);
  }

  @Override
  public void close() {
    forWaiting.shutdownNow();
    forComputing.shutdownNow();
  }
}
