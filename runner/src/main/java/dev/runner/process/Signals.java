package dev.runner.process;

/// Where the user's wish to stop comes from.
public interface Signals {
  /// Calls `onStop` once for each SIGINT or SIGTERM from now on, until the result is closed; it
  /// must return soon.
  Registration listen(Runnable onStop);

  /// Ends listening.
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
