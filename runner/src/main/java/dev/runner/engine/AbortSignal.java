package dev.runner.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks a run to stop at once, without graceful periods. The first reason counts. Safe for use by
/// many threads.
public final class AbortSignal {
  private final List<Runnable> listeners = new ArrayList<>();
  private @Nullable StopReason reason;

  /// Raises the signal unless it is raised already, and tells everyone who listens.
  ///
  /// @return whether this reason is the one that counts
  public boolean raise(StopReason why) {
    List<Runnable> toTell;
    synchronized (this) {
      if (reason != null) {
        return false;
      }
      reason = why;
      toTell = List.copyOf(listeners);
      listeners.clear();
    }
    toTell.forEach(Runnable::run);
    return true;
  }

  public synchronized boolean isRaised() {
    return reason != null;
  }

  /// Why it was raised; empty if it was not.
  public synchronized Optional<StopReason> reason() {
    return Optional.ofNullable(reason);
  }

  /// Calls that once when the signal is raised, on the thread that raises it, or now if it is
  /// raised already. It must not block.
  public void onRaise(Runnable listener) {
    synchronized (this) {
      if (reason == null) {
        listeners.add(listener);
        return;
      }
    }
    listener.run();
  }
}
