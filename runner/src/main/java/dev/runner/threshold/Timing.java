package dev.runner.threshold;

import java.time.Duration;

/// When a demand must hold, beside in the end.
///
/// @param over the length of the windows in each of which it must hold; zero if it looks at all
///   samples so far
/// @param during for how long in a row it must hold at least once; zero if it must hold always, or
///   in the end
public record Timing(Duration over, Duration during) {
  /// In the end.
  public static final Timing AT_THE_END = new Timing(Duration.ZERO, Duration.ZERO);

  public boolean hasWindow() {
    return !over.isZero();
  }

  public boolean hasDuration() {
    return !during.isZero();
  }

  /// Whether it has to be looked at while the test runs.
  public boolean isWatched() {
    return hasWindow() || hasDuration();
  }
}
