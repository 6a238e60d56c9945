package dev.runner.launch;

import dev.runner.script.ScriptError;
import java.time.Duration;

/// How a test run ended. Each has an exit code of its own.
public sealed interface RunOutcome {
  /// Everything ran, and no threshold failed.
  record Passed() implements RunOutcome {}

  /// At least one threshold does not hold.
  ///
  /// @param stoppedTheTest whether one of them ended the test before its time
  record ThresholdsFailed(boolean stoppedTheTest) implements RunOutcome {}

  /// The user stopped it.
  record StoppedByUser() implements RunOutcome {}

  /// Someone stopped it over the control interface.
  record StoppedRemotely() implements RunOutcome {}

  /// The script stopped it.
  record AbortedByScript(String message) implements RunOutcome {}

  /// The script made it fail.
  record FailedByScript(String message) implements RunOutcome {}

  /// `setup` took too long.
  record SetupTimedOut(Duration limit) implements RunOutcome {}

  /// `teardown` took too long.
  record TeardownTimedOut(Duration limit) implements RunOutcome {}

  /// `setup` or `teardown` failed.
  record ScriptFailed(String function, ScriptError error) implements RunOutcome {}

  /// The program itself failed.
  record Broken(Throwable cause) implements RunOutcome {}
}
