package dev.runner.executor;

import dev.runner.clock.SimulatedClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/// Virtual users for tests whose iterations take simulated time only.
final class SimulatedVus implements VuSource {
  /// An iteration that started.
  record Started(int vu, long atNanos) {}

  final List<Started> started = new ArrayList<>();

  /// When each of these was to start.
  final List<Long> planned = new ArrayList<>();

  final List<Long> interruptedAt = new ArrayList<>();

  /// How many were lent after each change.
  final List<Started> lentAt = new ArrayList<>();

  private final SimulatedClock clock;
  private final Deque<SimulatedVu> idle = new ArrayDeque<>();
  private final int size;
  long iterationNanos = 100_000_000L;

  /// How long iterations of a virtual user last, by its id.
  IntToLongFunction lasts = vu -> iterationNanos;

  /// How long it takes to make another virtual user.
  long makingNanos = 5_000_000L;

  /// How long a virtual user goes on after it was interrupted.
  long stopNanos;

  SimulatedVus(SimulatedClock clock, int size) {
    this.clock = clock;
    this.size = size;
    for (int id = size; id > 0; id--) {
      idle.push(new SimulatedVu(id));
    }
  }

  int lent() {
    return size - idle.size();
  }

  /// When iterations of that virtual user started.
  List<Long> startsOf(int vu) {
    return started.stream().filter(s -> s.vu() == vu).map(Started::atNanos).toList();
  }

  @Override
  public VuHandle acquire() {
    if (idle.isEmpty()) {
      throw new IllegalStateException("all " + size + " virtual users are lent");
    }
    SimulatedVu vu = idle.pop();
    lentAt.add(new Started(lent(), clock.nanoTime()));
    return vu;
  }

  @Override
  public CompletableFuture<VuHandle> acquireLater() {
    var result = new CompletableFuture<VuHandle>();
    clock.schedule(clock.nanoTime() + makingNanos, () -> result.complete(acquire()));
    return result;
  }

  @Override
  public void release(VuHandle vu) {
    if (!vu.isIdle() || idle.contains(vu)) {
      throw new IllegalStateException("virtual user " + vu.id() + " is not to be released");
    }
    idle.push((SimulatedVu) vu);
  }

  private final class SimulatedVu implements VuHandle {
    private final int id;
    private @Nullable IterationFeed feed;
    private boolean iterating;
    private boolean interrupted;
    private int iteration;

    SimulatedVu(int id) {
      this.id = id;
    }

    @Override
    public int id() {
      return id;
    }

    @Override
    public void start(IterationFeed with) {
      if (feed != null) {
        throw new IllegalStateException("virtual user " + id + " is not idle");
      }
      feed = with;
      interrupted = false;
      clock.schedule(clock.nanoTime(), this::turn);
    }

    private void turn() {
      IterationFeed asked = feed;
      if (asked == null || iterating) {
        return;
      }
      long intended;
      try {
        intended = asked.next(this);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      if (intended == IterationFeed.STOP) {
        feed = null;
        return;
      }
      if (intended == IterationFeed.LATER) {
        return;
      }
      if (intended != clock.nanoTime() && !asked.plansStarts()) {
        throw new AssertionError("intended for " + intended + " at " + clock.nanoTime());
      }
      started.add(new Started(id, clock.nanoTime()));
      planned.add(intended);
      iterating = true;
      int number = ++iteration;
      clock.schedule(
          clock.nanoTime() + lasts.applyAsLong(id), () -> end(number, IterationOutcome.COMPLETED));
    }

    private void end(int number, IterationOutcome outcome) {
      IterationFeed told = feed;
      if (!iterating || number != iteration || told == null) {
        return;
      }
      iterating = false;
      told.ended(this, outcome);
      if (outcome == IterationOutcome.INTERRUPTED) {
        feed = null;
      } else {
        clock.schedule(clock.nanoTime(), this::turn);
      }
    }

    @Override
    public void wake() {
      if (feed != null && !iterating) {
        clock.schedule(clock.nanoTime(), this::turn);
      }
    }

    @Override
    public boolean isIdle() {
      return feed == null;
    }

    @Override
    public void interrupt() {
      if (iterating && !interrupted) {
        interrupted = true;
        interruptedAt.add(clock.nanoTime());
        int number = iteration;
        clock.schedule(
            clock.nanoTime() + stopNanos, () -> end(number, IterationOutcome.INTERRUPTED));
      }
    }

    @Override
    public boolean awaitIdle(long deadlineNanos) {
      while (feed != null && clock.nanoTime() < deadlineNanos) {
        clock.awaitUntil(this, deadlineNanos);
      }
      return feed == null;
    }
  }
}
