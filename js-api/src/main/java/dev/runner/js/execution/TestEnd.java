package dev.runner.js.execution;

import dev.runner.js.module.VuInterrupted;
import dev.runner.js.module.VuScope;
import java.util.concurrent.TimeUnit;

/// What a virtual user waits for that has ended the test.
public final class TestEnd {
  /// Stopping a virtual user takes milliseconds.
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private TestEnd() {}

  /// Waits until the virtual user is stopped, so that no further code of its script runs. Whoever
  /// comes back from this was not and has to see to that by itself.
  ///
  /// @throws VuInterrupted when it is stopped
  public static void await(VuScope scope) {
    try {
      scope.sleep(PATIENCE_NANOS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VuInterrupted(e);
    }
  }
}
