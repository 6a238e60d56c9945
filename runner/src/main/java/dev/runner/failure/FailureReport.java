package dev.runner.failure;

import java.util.List;

/// The errors of a run, the most frequent first.
///
/// @param errors how many there were; an iteration may have several
/// @param distinct how many different ones among them
/// @param top the most frequent of those
public record FailureReport(long errors, int distinct, List<Line> top) {
  /// No errors.
  public static final FailureReport NONE = new FailureReport(0, 0, List.of());

  /// An error that occurred once or more often.
  ///
  /// @param message what the script threw, without its stack
  /// @param place where, such as `file:///script.js:2:12`; empty if unknown
  /// @param first its first occurrence
  /// @param firstNanos when that was, since the start of the test
  public record Line(String message, String place, long count, Failure first, long firstNanos) {}

  public FailureReport {
    top = List.copyOf(top);
  }
}
