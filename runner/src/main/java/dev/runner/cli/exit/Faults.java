package dev.runner.cli.exit;

import dev.runner.control.ControlFault;
import dev.runner.demo.DemoFault;
import dev.runner.launch.RunOutcome;
import dev.runner.options.OptionsFault;
import dev.runner.output.OutputFault;
import dev.runner.recording.RecordingFault;
import dev.runner.script.ScriptError;
import dev.runner.threshold.ThresholdFault;

/// The one place where faults and outcomes become exit codes.
public final class Faults {
  private Faults() {}

  /// Whether the user can mend that, so that its message is all that is worth saying.
  public static boolean isForUser(Throwable fault) {
    return fault instanceof OptionsFault
        || fault instanceof ThresholdFault
        || fault instanceof ScriptError
        || fault instanceof OutputFault
        || fault instanceof DemoFault
        || fault instanceof RecordingFault
        || fault instanceof ControlFault;
  }

  public static ExitCode codeOf(Throwable fault) {
    return switch (fault) {
      case OptionsFault options ->
          switch (options.reason()) {
            case USAGE -> ExitCode.USAGE;
            case INVALID_CONFIG -> ExitCode.INVALID_CONFIG;
          };
      case ControlFault control ->
          switch (control.reason()) {
            case USAGE -> ExitCode.USAGE;
            case UNREACHABLE -> ExitCode.NO_CONTROL;
            case REFUSED -> ExitCode.INVALID_CONFIG;
          };
      case ThresholdFault _ -> ExitCode.INVALID_CONFIG;
      case ScriptError script -> codeOf(script);
      default -> ExitCode.USAGE;
    };
  }

  private static ExitCode codeOf(ScriptError error) {
    return switch (error.kind()) {
      case LOAD, REJECTION, RESULT -> ExitCode.USAGE;
      case SYNTAX, EXCEPTION -> ExitCode.SCRIPT_EXCEPTION;
      case MISSING -> ExitCode.INVALID_CONFIG;
      case INTERRUPTED -> ExitCode.INTERRUPTED;
      case ABORTED -> ExitCode.ABORTED_BY_SCRIPT;
    };
  }

  public static ExitCode codeOf(RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Passed() -> ExitCode.OK;
      case RunOutcome.ThresholdsFailed(_) -> ExitCode.THRESHOLDS_FAILED;
      case RunOutcome.StoppedByUser() -> ExitCode.INTERRUPTED;
      case RunOutcome.StoppedRemotely() -> ExitCode.STOPPED_REMOTELY;
      case RunOutcome.AbortedByScript(_) -> ExitCode.ABORTED_BY_SCRIPT;
      case RunOutcome.FailedByScript(_) -> ExitCode.FAILED_BY_SCRIPT;
      case RunOutcome.SetupTimedOut(_) -> ExitCode.SETUP_TIMEOUT;
      case RunOutcome.TeardownTimedOut(_) -> ExitCode.TEARDOWN_TIMEOUT;
      case RunOutcome.ScriptFailed(_, ScriptError error) -> codeOf(error);
      case RunOutcome.Broken(Throwable cause) -> codeOf(cause);
    };
  }
}
