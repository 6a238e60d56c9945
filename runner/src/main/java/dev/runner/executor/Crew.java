package dev.runner.executor;

import dev.runner.clock.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/// The virtual users at work for one scenario, and what they have done.
///
/// Its members start and stop by the executor's thread, take their iterations on their own threads,
/// and leave by themselves when nothing is left to do. Abort and counters are for any thread.
final class Crew {
  /// How long a member may take to stop after it was interrupted, before and after it is
  /// interrupted once more.
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private static final long LAST_PATIENCE_NANOS = 9_000_000_000L;

  /// One virtual user at work for the scenario.
  interface Member {
    VuHandle vu();

    /// Whether it has nothing under way that would have to be stopped in the middle.
    boolean hasLeft();

    /// Has nothing under way any more; does nothing the second time.
    void leave();
  }

  final VuSource vus;
  final Clock clock;
  final Executor.Pace pace;
  private final long durationNanos;
  private final long gracefulStopNanos;

  // Set once, before the phase and before any member starts.
  private long startNanos;
  private long endNanos;
  private long hardEndNanos;

  private final LongAdder completed = new LongAdder();
  private final LongAdder interrupted = new LongAdder();
  private final AtomicInteger active = new AtomicInteger();
  private final Set<Member> members = new LinkedHashSet<>();
  private final Object monitor = new Object();
  private volatile Executor.Phase phase = Executor.Phase.WAITING;
  private volatile boolean closed;
  private volatile boolean aborted;
  private volatile long overNanos;

  /// Guarded by the monitor.
  private boolean nudged;

  Crew(Executor.Context context, long durationNanos, long gracefulStopNanos) {
    vus = context.vus();
    clock = context.clock();
    pace = context.pace();
    this.durationNanos = durationNanos;
    this.gracefulStopNanos = gracefulStopNanos;
  }

  /// Runs the scenario with members that all begin at its start, and returns how many could not be
  /// stopped.
  ///
  /// @param quota what each of them, by number, may take
  int work(long startNanos, int size, IntFunction<CrewMember.Quota> quota)
      throws InterruptedException {
    int stuck;
    try {
      begin(startNanos);
      for (int i = 0; i < size && !aborted; i++) {
        hire(quota.apply(i)).start();
      }
      while (isAtWork() && clock.nanoTime() - endNanos < 0) {
        await(endNanos);
      }
      close();
      while (isAtWork() && clock.nanoTime() - hardEndNanos < 0) {
        await(hardEndNanos);
      }
    } finally {
      stuck = dismiss();
    }
    return stuck;
  }

  void begin(long atNanos) {
    startNanos = atNanos;
    endNanos = startNanos + durationNanos;
    hardEndNanos = endNanos + gracefulStopNanos;
    phase = Executor.Phase.RUNNING;
  }

  /// When the scenario has started, on the clock.
  long startNanos() {
    return startNanos;
  }

  /// From when on no iteration starts, on the clock.
  long endNanos() {
    return endNanos;
  }

  /// When the last iteration is stopped in the middle, on the clock.
  long hardEndNanos() {
    return hardEndNanos;
  }

  /// No iteration starts any more; the running ones go on.
  void close() {
    closed = true;
    if (isAtWork()) {
      phase = Executor.Phase.GRACEFUL_STOP;
    }
  }

  boolean isClosed() {
    return closed;
  }

  void abort() {
    aborted = true;
    closed = true;
    wake();
  }

  Executor.Phase phase() {
    return phase;
  }

  boolean isAborted() {
    return aborted;
  }

  /// Whether the scenario was not aborted and someone is still in it.
  boolean isAtWork() {
    return !aborted && active.get() > 0;
  }

  /// Borrows a virtual user, which does nothing yet.
  CrewMember hire(CrewMember.Quota quota) throws InterruptedException {
    var member = new CrewMember(this, vus.acquire(), quota);
    add(member);
    return member;
  }

  /// Takes in whoever has borrowed a virtual user.
  void add(Member member) {
    members.add(member);
  }

  /// Gives back an idle virtual user.
  void giveBack(Member member) {
    members.remove(member);
    vus.release(member.vu());
  }

  /// Waits until that moment, until the last member leaves, or until the scenario is aborted; may
  /// return early without cause, for instance because nobody was at work to begin with.
  void await(long untilNanos) throws InterruptedException {
    synchronized (monitor) {
      if (isAtWork()) {
        clock.awaitUntil(monitor, untilNanos);
      }
    }
  }

  /// Waits until that moment, until someone nudges, or until the scenario is aborted; may return
  /// early without cause.
  void pause(long untilNanos) throws InterruptedException {
    synchronized (monitor) {
      if (!aborted && !nudged) {
        clock.awaitUntil(monitor, untilNanos);
      }
      nudged = false;
    }
  }

  /// Ends the pause that the executor's thread is in, or else its next one.
  void nudge() {
    synchronized (monitor) {
      nudged = true;
      monitor.notifyAll();
    }
  }

  /// Stops whoever is still at work in the middle and gives all back; returns how many did not stop
  /// within a bounded time. These are not given back.
  int dismiss() {
    closed = true;
    boolean threadInterrupted = false;
    List<Member> staying = new ArrayList<>(members);
    for (long patience : new long[] {PATIENCE_NANOS, LAST_PATIENCE_NANOS}) {
      for (Member member : staying) {
        if (member.hasLeft()) {
          member.vu().wake();
        } else {
          member.vu().interrupt();
        }
      }
      long deadline = clock.nanoTime() + patience;
      List<Member> stillStaying = new ArrayList<>();
      for (Member member : staying) {
        boolean idle;
        try {
          idle = member.vu().awaitIdle(deadline);
        } catch (InterruptedException e) {
          threadInterrupted = true;
          idle = member.vu().isIdle();
        }
        if (idle) {
          member.leave();
          giveBack(member);
        } else {
          stillStaying.add(member);
        }
      }
      staying = stillStaying;
    }
    if (threadInterrupted) {
      Thread.currentThread().interrupt();
    }
    return staying.size();
  }

  /// The scenario is over.
  void over(boolean allDone) {
    overNanos = clock.nanoTime();
    phase = allDone && !aborted ? Executor.Phase.DONE : Executor.Phase.INCOMPLETE;
  }

  Executor.Progress progress(double fraction, String vusInWords, String iterations) {
    Executor.Phase now = phase;
    long elapsed = elapsedNanos(now);
    return new Executor.Progress(
        now,
        now == Executor.Phase.DONE ? 1 : fraction,
        active.get(),
        vusInWords,
        iterations,
        elapsed,
        durationNanos);
  }

  /// How much of the planned time is over, from 0 to 1.
  double timeFraction() {
    return durationNanos == 0 ? 0 : (double) elapsedNanos(phase) / durationNanos;
  }

  Executor.Counts counts() {
    return new Executor.Counts(completed.sum(), interrupted.sum(), active.get());
  }

  void count(IterationOutcome outcome) {
    switch (outcome) {
      case COMPLETED, FAILED -> completed.increment();
      case INTERRUPTED -> interrupted.increment();
    }
  }

  void joined() {
    active.incrementAndGet();
  }

  void left() {
    if (active.decrementAndGet() == 0) {
      wake();
    }
  }

  private void wake() {
    synchronized (monitor) {
      monitor.notifyAll();
    }
  }

  /// Since the scenario's start, at most its planned duration.
  long elapsedNanos() {
    return elapsedNanos(phase);
  }

  private long elapsedNanos(Executor.Phase now) {
    long elapsed =
        switch (now) {
          case WAITING -> 0;
          case RUNNING, GRACEFUL_STOP -> clock.nanoTime() - startNanos;
          case DONE, INCOMPLETE -> overNanos - startNanos;
        };
    return Math.clamp(elapsed, 0, durationNanos);
  }
}
