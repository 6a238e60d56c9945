package dev.runner.plan;

import java.time.Duration;

/// When a scenario starts.
///
/// @param after the scenario that must be over before; empty if none must
/// @param delay after the end of that scenario, or after the start of the run
/// @param earliest after the start of the run, at the earliest
/// @param latest the same at the latest; equal to `earliest` if the start does not depend on
///   another scenario
public record Start(String after, Duration delay, Duration earliest, Duration latest) {
  /// A start at a fixed time.
  public static Start at(Duration time) {
    return new Start("", time, time, time);
  }
}
