package dev.runner.script;

import java.time.Duration;

/// Whether scripts are compiled to machine code while they run, or interpreted by code that is.
///
/// The compiler makes a script that computes several times faster, but needs processor time itself
/// for its first half minute: in short runs on few cores that costs more than it brings. And its
/// garbage delays what is to start by the clock.
public enum Jit {
  /// By the planned duration, the way iterations start and the number of processors.
  AUTO,
  ON,
  OFF;

  private static final Duration WORTH_IT = Duration.ofSeconds(30);
  private static final int PROCESSORS_TO_SPARE = 4;

  /// @param planned how long the test takes at the shortest
  /// @param byTheClock whether iterations start at given times, as with arrival rates
  /// @param processors of this machine
  public boolean compiles(Duration planned, boolean byTheClock, int processors) {
    return switch (this) {
      case AUTO ->
          processors >= PROCESSORS_TO_SPARE || (!byTheClock && planned.compareTo(WORTH_IT) >= 0);
      case ON -> true;
      case OFF -> false;
    };
  }
}
