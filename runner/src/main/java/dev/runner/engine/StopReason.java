package dev.runner.engine;

/// Why a run ended.
public sealed interface StopReason {
  /// All scenarios ran to their planned end.
  record Finished() implements StopReason {}

  /// The user asked for it, as with Ctrl-C.
  record Interrupted() implements StopReason {}

  /// Someone asked for it over the control interface.
  record StoppedRemotely() implements StopReason {}

  /// The script asked for it.
  record AbortedByScript(String message) implements StopReason {}

  /// A threshold that says so failed.
  record ThresholdCrossed() implements StopReason {}

  /// Something broke that the run cannot go on without.
  record Broken(Throwable cause) implements StopReason {}
}
