package dev.runner.report.junit;

import java.util.Optional;

/// One test case.
///
/// @param group what it belongs to, with dots between parts
/// @param name of the case
/// @param problem why it did not pass; empty if it did
record Case(String group, String name, Optional<Problem> problem) {

  /// Why a case did not pass.
  ///
  /// @param kind whether something does not hold, or could not be found out
  /// @param message in one line
  /// @param details further lines; may be empty
  record Problem(Kind kind, String type, String message, String details) {}

  /// The two ways not to pass.
  enum Kind {
    FAILURE,
    ERROR
  }

  boolean is(Kind kind) {
    return problem.map(problem -> problem.kind() == kind).orElse(false);
  }
}
