package dev.runner.executor;

import dev.runner.clock.Clock;
import dev.runner.pace.Pacing;
import dev.runner.random.Seed;
import java.util.OptionalInt;
import java.util.Set;

/// One run of one scenario: starts its iterations at the right time and stops them. Runs once.
public interface Executor {
  /// Runs the scenario and returns when its last iteration has ended or had to be given up. To be
  /// called at the scenario's start, on a platform thread that belongs to it.
  ///
  /// @param startNanos when the scenario starts, on the clock; not in the future
  /// @throws InterruptedException if the thread is interrupted; all iterations are stopped then
  Result run(long startNanos) throws InterruptedException;

  /// Stops the scenario without any graceful period: the running iterations are stopped in the
  /// middle and no further ones start. Returns at once; may be called from any thread and at any
  /// time, also before [#run(long)] and more than once.
  void abort();

  /// How far the scenario is, for people to look at. May be called from any thread.
  Progress progress();

  /// What has happened so far. May be called from any thread.
  Counts counts();

  /// Changes how the scenario goes on, from now on. May be called from any thread, at any time;
  /// returns as soon as the change is sure to come.
  ///
  /// @throws Refused if this executor cannot do that, or not now
  /// @throws InterruptedException if the thread is interrupted while virtual users are made
  default void change(Change change) throws InterruptedException {
    throw new Refused(
        switch (change) {
          case Change.Vus _ -> "does not support changing its VUs";
          case Change.Rate _ -> "does not support changing its rate";
          case Change.Pause _ -> "doesn't support pause";
          case Change.AsPlanned() -> "always runs as planned";
        });
  }

  /// What can be changed, and what was. May be called from any thread.
  default Controls controls() {
    return Controls.NONE;
  }

  /// What someone outside may ask of a scenario.
  sealed interface Change {
    /// So many virtual users iterate; so many may. At least one of the two is given.
    record Vus(OptionalInt vus, OptionalInt maxVus) implements Change {}

    /// So many iterations start each `timeUnit` of the scenario.
    record Rate(double perTimeUnit) implements Change {}

    /// No iteration starts, or iterations start again.
    record Pause(boolean paused) implements Change {}

    /// What was asked for before no longer counts.
    record AsPlanned() implements Change {}
  }

  /// A kind of change.
  enum Control {
    VUS,
    MAX_VUS,
    RATE,
    PAUSE
  }

  /// What can be changed, and what was.
  ///
  /// @param supported the kinds of change that this executor takes
  /// @param vus how many virtual users are to iterate; empty if the executor has no such number
  /// @param maxVus how many may at most; empty if there is no such limit
  /// @param note how the scenario differs from its plan, such as `paused`; empty if it does not
  record Controls(
      Set<Control> supported, boolean paused, OptionalInt vus, OptionalInt maxVus, String note) {
    static final Controls NONE =
        new Controls(Set.of(), false, OptionalInt.empty(), OptionalInt.empty(), "");

    public Controls {
      supported = Set.copyOf(supported);
    }
  }

  /// A change is impossible. The message goes on after the name of the scenario: `doesn't support
  /// pause`.
  final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super(message);
    }
  }

  /// What an executor works with.
  ///
  /// @param seed of everything random in the run
  /// @param pace how far apart the iterations of looping virtual users start
  record Context(VuSource vus, Clock clock, Listener listener, Seed seed, Pace pace) {
    /// Without pacing.
    public Context(VuSource vus, Clock clock, Listener listener, Seed seed) {
      this(vus, clock, listener, seed, Pace.NONE);
    }
  }

  /// How far apart the iterations of looping virtual users start.
  ///
  /// @param seed where times at random come from
  record Pace(Pacing pacing, Seed seed) {
    static final Pace NONE = new Pace(Pacing.NONE, new Seed(0));
  }

  /// Hears what happens in a scenario, on the thread of its executor.
  interface Listener {
    /// So many iterations were planned and will never start.
    void dropped(long iterations);

    /// Something that the user should know of.
    ///
    /// @param message a sentence that does not name the scenario
    default void warn(String message) {}
  }

  /// What has happened in a scenario so far.
  ///
  /// @param completed iterations that ran to their end, by returning or throwing
  /// @param interrupted iterations stopped in the middle
  /// @param activeVus virtual users that are at work for the scenario
  record Counts(long completed, long interrupted, int activeVus) {}

  /// What became of a scenario.
  ///
  /// @param completed iterations that ran to their end, by returning or throwing
  /// @param interrupted iterations stopped in the middle
  /// @param dropped iterations planned and never started
  /// @param stuckVus virtual users that could not be stopped; they are not given back
  record Result(long completed, long interrupted, long dropped, int stuckVus) {}

  /// Where in its life a scenario is.
  enum Phase {
    /// Its start time has not come.
    WAITING,
    RUNNING,
    /// No further iterations start; the running ones may finish.
    GRACEFUL_STOP,
    /// Over, with everything done that was planned.
    DONE,
    /// Over, with something left undone.
    INCOMPLETE
  }

  /// How far a scenario is.
  ///
  /// @param fraction from 0 to 1
  /// @param activeVus virtual users that are at work for the scenario
  /// @param vus the virtual users in words, such as `2 VUs` or `3/4 VUs`
  /// @param iterations the iterations in words where their number is planned, such as `02/10 shared
  ///   iters`, and empty elsewhere
  /// @param elapsedNanos since the scenario's start, at most the planned duration
  /// @param durationNanos the planned or longest duration, without graceful stop
  record Progress(
      Phase phase,
      double fraction,
      int activeVus,
      String vus,
      String iterations,
      long elapsedNanos,
      long durationNanos) {}
}
