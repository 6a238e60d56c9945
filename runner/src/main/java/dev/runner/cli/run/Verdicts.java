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
    boolean ranToItsEnd =
        result.outcome() instanceof RunOutcome.Passed
            || result.outcome() instanceof RunOutcome.ThresholdsFailed;
    if (ranToItsEnd && result.completedIterations() == 0 && !plan.scenarios().isEmpty()) {
      log.warn(
          "no iteration ran to its end; make the test longer, or its function shorter, to see results");
    }
    switch (result.outcome()) {
      case RunOutcome.Passed() -> {}
      case RunOutcome.ThresholdsFailed(boolean stoppedTheTest) -> {
        String metrics = String.join(", ", result.verdict().failedMetrics());
        log.error(
            stoppedTheTest
                ? "thresholds on metrics '"
                    + metrics
                    + "' have been crossed; at least one has abortOnFail, so the test was stopped"
                : "thresholds on metrics '" + metrics + "' have been crossed");
      }
      case RunOutcome.StoppedByUser() -> log.error("the test was stopped by a signal");
      case RunOutcome.StoppedRemotely() ->
          log.error("the test was stopped over its control interface");
      case RunOutcome.AbortedByScript(String message) ->
          log.error("the script ended the test: " + message);
      case RunOutcome.FailedByScript(String message) ->
          log.error("the script made the test fail: " + message);
      case RunOutcome.SetupTimedOut(var limit) ->
          log.error(
              "setup() took longer than "
                  + Durations.format(limit)
                  + "; make it faster or raise the option setupTimeout");
      case RunOutcome.TeardownTimedOut(var limit) ->
          log.error(
              "teardown() took longer than "
                  + Durations.format(limit)
                  + "; make it faster or raise the option teardownTimeout");
      case RunOutcome.ScriptFailed(String function, ScriptError error) ->
          log.log(
              LogLevel.ERROR,
              function + "() failed: " + error.getMessage(),
              Map.of("hint", "script exception"));
      case RunOutcome.Broken(Throwable cause) -> log.error("the run broke: " + cause);
    }
  }
}
