package dev.runner.js.dom;

import dev.runner.js.module.VuScope;
import org.graalvm.polyglot.HostAccess;

/// The clock of one virtual user's `performance`.
public final class DomHost {
  private static final double NANOS_PER_MILLI = 1e6;

  private final VuScope scope;
  private final long originNanos;

  DomHost(VuScope scope) {
    this.scope = scope;
    this.originNanos = scope.nanoTime();
  }

  /// Milliseconds since this object was made.
  @HostAccess.Export
  public double now() {
    return (scope.nanoTime() - originNanos) / NANOS_PER_MILLI;
  }
}
