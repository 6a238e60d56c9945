package dev.runner.executor;

/// How an iteration ended.
public enum IterationOutcome {
  /// The function returned.
  COMPLETED,
  /// The function threw, or a promise was rejected that nobody handled; it counts as an iteration
  /// all the same.
  FAILED,
  /// It was stopped in the middle and counts as interrupted.
  INTERRUPTED
}
