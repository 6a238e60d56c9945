package dev.runner.progress;

/// How far one scenario is, as the user sees it.
///
/// @param fraction from 0 to 1
/// @param vus the virtual users in words, such as `2 VUs` or `3/4 VUs`
/// @param elapsedNanos since the scenario's start
/// @param durationNanos planned; [#ENDLESS] if only a stop ends it
/// @param details what else there is to say, such as `02/10 shared iters`; may be empty
/// @param startsInNanos how long until it starts, while it waits for its start time; else zero;
///   negative if that is not known
public record ScenarioLine(
    String name,
    State state,
    double fraction,
    String vus,
    long elapsedNanos,
    long durationNanos,
    String details,
    long startsInNanos) {

  /// The duration of what has no planned end.
  public static final long ENDLESS = Long.MAX_VALUE;

  public ScenarioLine {
    fraction = fraction > 0 ? Math.min(fraction, 1) : 0;
  }

  /// How long it still takes if it goes on as it did, and no longer than planned.
  long leftNanos() {
    return switch (state) {
      case WAITING -> startsInNanos + durationNanos;
      case RUNNING -> {
        long planned = Math.max(0, durationNanos - elapsedNanos);
        double pace = fraction > 0 ? elapsedNanos * (1 - fraction) / fraction : planned;
        yield Math.min(planned, (long) pace);
      }
      case GRACEFUL_STOP, DONE, INCOMPLETE -> 0;
    };
  }

  /// Where in its life a scenario is.
  public enum State {
    /// Its start time has not come, or the test is still being set up.
    WAITING("•"),
    RUNNING(" "),
    /// No further iterations start; the running ones may finish.
    GRACEFUL_STOP("↓"),
    /// Over, with everything done that was planned.
    DONE("✓"),
    /// Over, with something left undone.
    INCOMPLETE("✗");

    private final String mark;

    State(String mark) {
      this.mark = mark;
    }

    String mark() {
      return mark;
    }
  }
}
