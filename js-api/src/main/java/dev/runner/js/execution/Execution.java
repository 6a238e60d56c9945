package dev.runner.js.execution;

/// The run as one virtual user sees it; a port of [dev.runner.js.module.VuScope#port].
public interface Execution {
  /// Ends the test at once. The virtual user that asks is stopped in the middle like all others,
  /// soon after this returns. Must not be called during init.
  void abort(String message);

  /// Ends the test at once as if all were done, because there is no more data for it.
  void finish(String why);

  /// The running scenario; empty outside of one.
  String scenario();

  /// The running scenario's executor; empty outside of one.
  String executor();

  /// How many iterations the virtual user has begun before this one.
  long iterationInInstance();

  /// How many of those belong to the running scenario.
  long iterationInScenario();
}
