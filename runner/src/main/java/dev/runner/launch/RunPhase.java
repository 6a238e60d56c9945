package dev.runner.launch;

/// Where in its life a test run is.
public enum RunPhase {
  /// Virtual users load the script.
  INIT,
  /// Ready, and told to wait.
  PAUSED,
  SETUP,
  /// Scenarios run.
  RUNNING,
  TEARDOWN,
  /// All is measured.
  ENDED
}
