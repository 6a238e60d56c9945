package dev.runner.js.module;

/// Which part of its life a script instance is in.
public enum ScriptPhase {
  /// Module code runs: files may be opened and metrics declared, no requests made.
  INIT,
  SETUP,
  /// Iterations of a scenario.
  VU,
  TEARDOWN,
  /// `handleSummary` runs.
  SUMMARY
}
