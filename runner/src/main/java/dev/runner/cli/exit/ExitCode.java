package dev.runner.cli.exit;

/// What the process answers; the same numbers as k6.
public enum ExitCode {
  OK(0),
  THRESHOLDS_FAILED(99),
  SETUP_TIMEOUT(100),
  TEARDOWN_TIMEOUT(101),
  STOPPED_REMOTELY(103),
  INVALID_CONFIG(104),
  INTERRUPTED(105),
  /// The control interface could not listen; the run was made all the same.
  NO_CONTROL(106),
  SCRIPT_EXCEPTION(107),
  ABORTED_BY_SCRIPT(108),
  FAILED_BY_SCRIPT(110),
  /// Wrong use of the command, or a script that cannot be found or read.
  USAGE(255);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
