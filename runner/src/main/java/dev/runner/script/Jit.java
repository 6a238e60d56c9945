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

  /// What the compiler may cost.
  public enum Effort {
    /// Scripts are interpreted.
    NONE,
    /// What runs all the time is compiled, once and without much ado: for scripts that wait more
    /// than they compute.
    LITTLE,
    /// All that runs often is, and once more with all optimisations if it still does.
    FULL
  }

  private static final Duration WORTH_IT = Duration.ofSeconds(30);
  private static final int PROCESSORS_TO_SPARE = 4;

  /// How much of a script is worth compiling.
  ///
  /// @param planned how long the test takes at the shortest
  /// @param byTheClock whether iterations start at given times, as with arrival rates
  /// @param processors of this machine
  public Effort effort(Duration planned, boolean byTheClock, int processors) {
    return switch (this) {
      case AUTO -> {
        if (processors >= PROCESSORS_TO_SPARE) {
          yield Effort.FULL;
        }
        yield !byTheClock && planned.compareTo(WORTH_IT) >= 0 ? Effort.LITTLE : Effort.NONE;
      }
      case ON -> Effort.FULL;
      case OFF -> Effort.NONE;
    };
  }
}
