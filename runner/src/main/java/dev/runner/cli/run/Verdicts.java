package dev.runner.cli.run;

import dev.runner.launch.RunOutcome;
import dev.runner.launch.RunResult;
import dev.runner.log.Log;
import dev.runner.log.LogLevel;
import dev.runner.options.Durations;
import dev.runner.plan.ExecutionPlan;
import dev.runner.script.ScriptError;
import java.util.Map;

/// The last words on a run: why its exit code is not 0.
final class Verdicts {
  private Verdicts() {}

  /// Warns of a part of a test in which nothing will run.
  static void logIdle(ExecutionPlan plan, Log log) {
    if (plan.scenarios().isEmpty()) {
      log.warn(
          "this part of the test gets no virtual user, so it runs no iteration: segment "
              + plan.segment());
    }
  }

  static void log(ExecutionPlan plan, RunResult result, Log log) {
    result.losses().forEach(log::warn);
    result.doubts().forEach(log::warn);
    boolean ranToItsEnd =
        result.outcome() instanceof RunOutcome.Passed
            || result.outcome() instanceof RunOutcome.ThresholdsFailed;
    if (ranToItsEnd && result.completedIterations() == 0 && !plan.scenarios().isEmpty()) {
      log.warn(
          "no iteration ran to its end; make the test longer, or its function shorter, to see results");
    }
    String words = words(result);
    if (result.outcome() instanceof RunOutcome.ScriptFailed) {
      log.log(LogLevel.ERROR, words, Map.of("hint", "script exception"));
    } else if (!words.isEmpty()) {
      log.error(words);
    }
  }

  /// Why the exit code is not 0; empty if all went well.
  static String words(RunResult result) {
    return switch (result.outcome()) {
      case RunOutcome.Passed() -> "";
      case RunOutcome.ThresholdsFailed(boolean stoppedTheTest) -> {
        String metrics = String.join(", ", result.verdict().failedMetrics());
        yield "thresholds on metrics '"
            + metrics
            + "' have been crossed"
            + (stoppedTheTest ? "; at least one has abortOnFail, so the test was stopped" : "");
      }
      case RunOutcome.StoppedByUser() -> "the test was stopped by a signal";
      case RunOutcome.StoppedRemotely() -> "the test was stopped over its control interface";
      case RunOutcome.AbortedByScript(String message) -> "the script ended the test: " + message;
      case RunOutcome.FailedByScript(String message) -> "the script made the test fail: " + message;
      case RunOutcome.SetupTimedOut(var limit) ->
          "setup() took longer than "
              + Durations.format(limit)
              + "; make it faster or raise the option setupTimeout";
      case RunOutcome.TeardownTimedOut(var limit) ->
          "teardown() took longer than "
              + Durations.format(limit)
              + "; make it faster or raise the option teardownTimeout";
      case RunOutcome.ScriptFailed(String function, ScriptError error) ->
          function + "() failed: " + error.getMessage();
      case RunOutcome.Broken(Throwable cause) -> "the run broke: " + cause;
    };
  }
}
