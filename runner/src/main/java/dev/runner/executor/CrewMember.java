package dev.runner.executor;

import java.util.concurrent.atomic.AtomicReference;

/// One virtual user at work for a scenario: starts the next iteration as soon as the last has
/// ended, as long as there is something to do.
final class CrewMember implements Crew.Member, IterationFeed {
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
  private final AtomicReference<State> state = new AtomicReference<>(State.LEFT);

  CrewMember(Crew crew, VuHandle vu, Quota quota) {
    this.crew = crew;
    this.vu = vu;
    this.quota = quota;
  }

  @Override
  public VuHandle vu() {
    return vu;
  }

  /// Lets the idle virtual user begin.
  void start() {
    state.set(State.ACTIVE);
    crew.joined();
    vu.start(this);
  }

  /// Lets it leave after the running iteration.
  void release() {
    state.compareAndSet(State.ACTIVE, State.RELEASED);
  }

  /// Takes back a release, or returns false if it has left meanwhile.
  boolean retain() {
    return state.compareAndSet(State.RELEASED, State.ACTIVE) || state.get() == State.ACTIVE;
  }

  @Override
  public boolean hasLeft() {
    return state.get() == State.LEFT;
  }

  /// Takes nothing any more; does nothing the second time.
  @Override
  public void leave() {
    if (state.getAndSet(State.LEFT) != State.LEFT) {
      crew.left();
    }
  }

  @Override
  public long next(VuHandle asking) {
    long now = crew.clock.nanoTime();
    if (crew.isClosed() || now - crew.endNanos() >= 0 || !isActive() || !quota.take()) {
      leave();
      return STOP;
    }
    return now;
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
