package dev.runner.executor;

import java.util.concurrent.atomic.AtomicLong;

/// One virtual user of an open model: makes an iteration each time it is given a start.
final class ArrivalMember implements Crew.Member, IterationFeed {
  /// Instead of a start: an iteration is under way.
  private static final long ITERATING = STOP;

  /// Instead of a start: takes no further one.
  private static final long LEFT = LATER + 1;

  private final ArrivalRun run;
  private final Crew crew;
  private final VuHandle vu;

  /// The start that was given and is not yet taken, on the clock; [#LATER] while it is idle; or one
  /// of the above.
  private final AtomicLong start = new AtomicLong(LATER);

  private volatile boolean missedStart;

  /// Whether the virtual user asks this feed; of the dispatcher's thread.
  private boolean begun;

  ArrivalMember(ArrivalRun run, Crew crew, VuHandle vu) {
    this.run = run;
    this.crew = crew;
    this.vu = vu;
  }

  @Override
  public VuHandle vu() {
    return vu;
  }

  /// Lets the idle virtual user start an iteration that was planned for that moment.
  void give(long intendedNanos) {
    crew.joined();
    start.set(intendedNanos);
    if (begun) {
      vu.wake();
    } else {
      begun = true;
      vu.start(this);
    }
  }

  /// Whether it left with a start that the virtual user never took.
  boolean missedStart() {
    return missedStart;
  }

  @Override
  public boolean hasLeft() {
    long now = start.get();
    return now == LATER || now == LEFT;
  }

  @Override
  public void leave() {
    long before = start.getAndSet(LEFT);
    if (before == LATER || before == LEFT) {
      return;
    }
    missedStart = before != ITERATING;
    crew.left();
  }

  @Override
  public long next(VuHandle asking) {
    if (start.compareAndSet(ITERATING, LATER)) {
      crew.left();
      run.becameIdle(this);
    }
    long given = start.get();
    if (given != LATER && given != LEFT && start.compareAndSet(given, ITERATING)) {
      return given;
    }
    return run.isOver() ? STOP : LATER;
  }

  @Override
  public void ended(VuHandle asking, IterationOutcome outcome) {
    crew.count(outcome);
    if (outcome == IterationOutcome.INTERRUPTED) {
      leave();
    }
  }

  @Override
  public boolean plansStarts() {
    return true;
  }
}
