package dev.runner.launch;

/// Where in its life a test run is.
public enum RunPhase {
  /// Virtual users load the script.
  INIT,
  /// A small test of our own gets the JVM going.
  WARM_UP,
  /// Ready, and told to wait.
  PAUSED,
  SETUP,
  /// Scenarios run.
  RUNNING,
  TEARDOWN,
  /// All is measured.
  ENDED;

  /// Whether nothing has happened yet that there could be a result of.
  public boolean isBeforeTest() {
    return this == INIT || this == WARM_UP;
  }
}
