package dev.runner.executor;

import dev.runner.pace.Pacing;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/// One virtual user at work for a scenario: starts the next iteration as soon as the last has
/// ended, as long as there is something to do.
final class CrewMember implements Crew.Member, IterationFeed {
  /// Beyond this an iteration starts late because the one before took too long, not because the
  /// thread was slow to wake.
  private static final long LATE_NANOS = 50_000_000L;

  /// What is left to do for a member, asked on its own thread.
  @FunctionalInterface
  interface Quota {
    /// No end but that of the scenario.
    Quota UNLIMITED = () -> true;

    /// Takes one iteration if there is one.
    boolean take();
  }

  private enum State {
    ACTIVE,
    /// To leave after the running iteration.
    RELEASED,
    /// Takes nothing any more.
    LEFT
  }

  private final Crew crew;
  private final VuHandle vu;
  private final Quota quota;
  private final RandomGenerator random;

  /// When the next iteration may start at the earliest; used by the virtual user's thread.
  private long dueNanos;

  /// Whether an iteration has started since the virtual user began.
  private volatile boolean hasIterated;

  /// Whether it does nothing but wait until its next iteration may start.
  private volatile boolean resting;

  private final AtomicReference<State> state = new AtomicReference<>(State.LEFT);

  CrewMember(Crew crew, VuHandle vu, Quota quota) {
    this.crew = crew;
    this.vu = vu;
    this.quota = quota;
    random = crew.pace.seed().child(vu.id()).generator();
  }

  @Override
  public VuHandle vu() {
    return vu;
  }

  /// Lets the idle virtual user begin.
  void start() {
    state.set(State.ACTIVE);
    hasIterated = false;
    crew.joined();
    vu.start(this);
  }

  /// Lets it leave after the running iteration.
  void release() {
    if (state.compareAndSet(State.ACTIVE, State.RELEASED) && resting) {
      vu.wake();
    }
  }

  /// Takes back a release, or returns false if it has left meanwhile.
  boolean retain() {
    return state.compareAndSet(State.RELEASED, State.ACTIVE) || state.get() == State.ACTIVE;
  }

  @Override
  public boolean hasLeft() {
    return state.get() == State.LEFT || (resting && crew.isClosed());
  }

  /// Takes nothing any more; does nothing the second time.
  @Override
  public void leave() {
    if (state.getAndSet(State.LEFT) != State.LEFT) {
      crew.left();
    }
  }

  @Override
  public long next(VuHandle asking) throws InterruptedException {
    if (!mayGoOn() || !quota.take() || !rest()) {
      leave();
      return STOP;
    }
    long now = crew.clock.nanoTime();
    Pacing pacing = crew.pace.pacing();
    if (!pacing.isNone()) {
      // From when it was due rather than from now, so that a fixed pace does not drift; but an
      // iteration that took too long is not made up for.
      boolean late = !hasIterated || now - dueNanos >= LATE_NANOS;
      dueNanos = (late ? now : dueNanos) + pacing.draw(random);
      hasIterated = true;
    }
    return now;
  }

  private boolean mayGoOn() {
    return !crew.isClosed() && crew.clock.nanoTime() - crew.endNanos() < 0 && isActive();
  }

  /// Waits until the next iteration may start, and returns whether there is to be one.
  private boolean rest() throws InterruptedException {
    if (crew.pace.pacing().isNone() || !hasIterated) {
      return true;
    }
    resting = true;
    try {
      while (mayGoOn()) {
        long wait = dueNanos - crew.clock.nanoTime();
        if (wait <= 0) {
          break;
        }
        crew.clock.parkUntil(dueNanos - crew.endNanos() < 0 ? dueNanos : crew.endNanos());
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    } finally {
      resting = false;
    }
    return mayGoOn();
  }

  @Override
  public void ended(VuHandle asking, IterationOutcome outcome) {
    crew.count(outcome);
    if (outcome == IterationOutcome.INTERRUPTED) {
      leave();
    }
  }

  /// Whether it may go on; settles a release for good if not.
  private boolean isActive() {
    if (state.get() == State.ACTIVE) {
      return true;
    }
    if (state.compareAndSet(State.RELEASED, State.LEFT)) {
      crew.left();
      return false;
    }
    return state.get() == State.ACTIVE;
  }
}
