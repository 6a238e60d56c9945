package dev.runner.js.execution;

/// The whole run as scripts see it: settings of the module, one for all virtual users. Safe for use
/// by many threads.
public interface TestState {
  /// When a scenario started, in milliseconds since 1970.
  double scenarioStartMillis(String scenario);

  /// How far a scenario is, from 0 to 1.
  double scenarioProgress(String scenario);

  /// Iterations that ran to their end.
  long iterationsCompleted();

  /// Iterations that were stopped in the middle.
  long iterationsInterrupted();

  /// Virtual users at work.
  int vusActive();

  /// Virtual users that are ready to work, and those at work.
  int vusInitialized();

  /// How long the scenarios have been running.
  double runMillis();

  /// The options of all sources together, shortcuts turned into scenarios, as JSON.
  String optionsJson();

  /// Makes the test fail; it goes on.
  void fail(String message);
}
