package dev.runner.result;

/// How a test run ended.
///
/// @param exitCode what the process answers; 0 if all went well
/// @param words why, such as `thresholds on metrics 'checks' have been crossed`; empty if all went
///   well
public record Outcome(int exitCode, String words) {
  /// All went well.
  public static final Outcome PASSED = new Outcome(0, "");

  public boolean passed() {
    return exitCode == 0;
  }
}
