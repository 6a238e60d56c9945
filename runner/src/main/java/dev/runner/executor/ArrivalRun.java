package dev.runner.executor;

import dev.runner.options.Durations;
import dev.runner.pace.Arrivals;
import dev.runner.pace.RateCurve;
import dev.runner.random.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A run of an open model. The scenario's thread, the dispatcher, sleeps until the next planned
/// start and wakes an idle virtual user, the one that was idle for the shortest time.
///
/// Starts that are due after the dispatcher was kept from running are made up for at once, except
/// those that are very late; when starts are queued, for want of idle virtual users, none is.
final class ArrivalRun implements Executor {
  /// How late an iteration may start, unless late ones are queued. Longer than any usual pause of
  /// the machine or the program, and short enough that not too many come at once after one.
  private static final long LATEST_NANOS = 1_000_000_000L;

  /// How many virtual users are made at a time while the load goes on.
  private static final int MADE_AT_ONCE = 4;

  private final ArrivalRate config;
  private final Seed seed;
  private final Listener listener;
  private final Crew crew;
  private final Arrivals planned;
  private final List<ArrivalMember> members = new ArrayList<>();

  /// The last one that became idle comes first.
  private final Deque<ArrivalMember> idle = new ConcurrentLinkedDeque<>();

  private volatile int allocated;
  private volatile RateCurve curve;
  private volatile long curveBeginNanos;
  private volatile @Nullable Arrivals replacement;
  private volatile @Nullable Thread dispatcher;
  private volatile boolean awaitsIdle;

  /// What was ordered from outside, in words; empty if nothing.
  private volatile String note = "";

  /// Guarded by this.
  private int orders;

  private volatile boolean over;

  /// Virtual users made and not yet taken in; guarded by itself, as is how the last one failed.
  private final List<VuHandle> made = new ArrayList<>();

  private @Nullable Throwable failure;
  private int failures;

  // Of the dispatcher only.
  private int beingMade;
  private long dropped;
  private long droppedUntold;
  private boolean saidSaturated;
  private boolean saidLate;
  private boolean growthFailed;

  ArrivalRun(ArrivalRate config, Context context) {
    this.config = config;
    seed = context.seed();
    listener = context.listener();
    planned = config.schedule(context.seed());
    curve = planned.curve();
    crew = new Crew(context, curve.durationNanos(), config.scenario().gracefulStop().toNanos());
  }

  @Override
  public Result run(long startNanos) throws InterruptedException {
    int stuck;
    try {
      dispatcher = Thread.currentThread();
      crew.begin(startNanos);
      curveBeginNanos = startNanos;
      for (int i = 0; i < config.preAllocatedVus() && !crew.isAborted(); i++) {
        admit(crew.vus.acquire());
      }
      follow();
      finish();
    } finally {
      giveUpGrowth();
      stuck = crew.dismiss();
    }
    if (!crew.isAborted()) {
      drop(members.stream().filter(ArrivalMember::missedStart).count());
    }
    tellDropped();
    crew.over(true);
    Counts counts = crew.counts();
    return new Result(counts.completed(), counts.interrupted(), dropped, stuck);
  }

  @Override
  public synchronized void change(Change change) {
    switch (crew.phase()) {
      case WAITING, RUNNING -> {}
      case GRACEFUL_STOP -> throw new Refused("is ending and takes no more changes");
      case DONE, INCOMPLETE -> throw new Refused("is over");
    }
    switch (change) {
      case Change.Vus _ -> throw new Refused("has as many VUs as its rate needs; change its rate");
      case Change.Pause _ ->
          throw new Refused("doesn't support pause; set its rate to 0 and back instead");
      case Change.Rate(double rate) -> {
        ArrivalRate other = config.withRate(rate);
        orders++;
        follow(other.schedule(seed.child("order").child(orders)));
        note = "rate set to " + other.summary().replaceFirst(" iterations/s.*", " iters/s");
      }
      case Change.AsPlanned() -> {
        follow(planned);
        note = "";
      }
    }
  }

  @Override
  public Controls controls() {
    return new Controls(
        Set.of(Control.RATE), false, OptionalInt.empty(), OptionalInt.empty(), note);
  }

  /// From now on follows that schedule instead, whose beginning is now, or the planned one as if it
  /// had done so all the time; the end stays. Any thread may call this.
  void follow(Arrivals arrivals) {
    replacement = arrivals;
    LockSupport.unpark(dispatcher);
  }

  @Override
  public void abort() {
    crew.abort();
    LockSupport.unpark(dispatcher);
  }

  @Override
  public Counts counts() {
    return crew.counts();
  }

  @Override
  public Progress progress() {
    int width = Integer.toString(config.maxVus()).length();
    String vus = "%0" + width + "d/%0" + width + "d VUs";
    RateCurve now = curve;
    double share = config.iterationStripe().share();
    double rate = now.perSecondAt(crew.elapsedNanos() - (curveBeginNanos - crew.startNanos()));
    String most = ArrivalRate.rate(now.perSecond((double) now.peakRate()) * share);
    String current = ArrivalRate.rate(rate * share);
    return crew.progress(
        crew.timeFraction(),
        vus.formatted(crew.counts().activeVus(), allocated),
        "0".repeat(Math.max(0, most.length() - current.length())) + current + " iters/s");
  }

  /// Keeps to the schedule until its end, and works off what is queued.
  private void follow() throws InterruptedException {
    Arrivals.Cursor cursor = planned.cursor();
    long since = crew.startNanos();
    while (!crew.isAborted()) {
      Arrivals other = replacement;
      if (other != null) {
        replacement = null;
        cursor = other.cursor();
        curve = other.curve();
        since = crew.clock.nanoTime();
        curveBeginNanos = other.equals(planned) ? crew.startNanos() : since;
      }
      long at;
      do {
        at = cursor.advance() ? curveBeginNanos + cursor.atNanos() : crew.endNanos() + 1;
      } while (at - since < 0);
      if (at - crew.endNanos() > 0) {
        // Nothing more is planned, unless the plan changes.
        awaitMoment(crew.endNanos());
        if (replacement == null) {
          return;
        }
      } else if (awaitMoment(at) && !serve(at)) {
        giveUpQueue(cursor);
        return;
      }
    }
  }

  /// Waits for a moment; returns false if the schedule is another one before it has come, or the
  /// scenario is aborted.
  private boolean awaitMoment(long at) throws InterruptedException {
    while (!crew.isAborted() && replacement == null) {
      admitMade();
      if (crew.clock.nanoTime() - at >= 0) {
        return true;
      }
      tellDropped();
      park(at);
    }
    return false;
  }

  private void park(long until) throws InterruptedException {
    crew.clock.parkUntil(until);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /// Lets an iteration start now or drops it; returns false if it waited for a virtual user until
  /// no more may start.
  private boolean serve(long at) throws InterruptedException {
    long late = crew.clock.nanoTime() - at;
    if (late > LATEST_NANOS && !config.queues()) {
      drop(1);
      if (!saidLate) {
        saidLate = true;
        listener.warn(
            "iterations could not be started for "
                + Durations.format(Duration.ofMillis(late / 1_000_000))
                + " because this machine or program stood still; those that were more than "
                + Durations.format(Duration.ofNanos(LATEST_NANOS))
                + " late are dropped");
      }
      return true;
    }
    ArrivalMember member = idle.pollFirst();
    if (member == null) {
      boolean growing = grow();
      if (!config.queues()) {
        if (!growing) {
          saySaturated();
        }
        drop(1);
        return true;
      }
      member = awaitIdle(growing);
    }
    if (member != null) {
      member.give(at);
    }
    return member != null || crew.isAborted();
  }

  private @Nullable ArrivalMember awaitIdle(boolean growing) throws InterruptedException {
    boolean grows = growing;
    awaitsIdle = true;
    try {
      while (!crew.isAborted()) {
        admitMade();
        ArrivalMember member = idle.pollFirst();
        long now = crew.clock.nanoTime();
        if (member != null) {
          return member;
        }
        if (now - crew.endNanos() >= 0) {
          crew.close();
        }
        if (now - crew.hardEndNanos() >= 0) {
          return null;
        }
        grows = grows && grow();
        if (!grows) {
          saySaturated();
        }
        park(now - crew.endNanos() < 0 ? crew.endNanos() : crew.hardEndNanos());
      }
      return null;
    } finally {
      awaitsIdle = false;
    }
  }

  /// Counts the start that the walk has come to and all after it.
  private void giveUpQueue(Arrivals.Cursor cursor) {
    long left = 1;
    while (cursor.advance() && curveBeginNanos + cursor.atNanos() - crew.endNanos() <= 0) {
      left++;
    }
    drop(left);
    listener.warn(
        left
            + " iterations were still queued when gracefulStop was over and count as dropped;"
            + " raise maxVUs or gracefulStop, or ask for a lower rate");
  }

  /// Lets the running iterations finish while they may.
  private void finish() throws InterruptedException {
    crew.close();
    tellDropped();
    while (crew.isAtWork() && crew.clock.nanoTime() - crew.hardEndNanos() < 0) {
      crew.await(crew.hardEndNanos());
    }
  }

  private void admit(VuHandle vu) {
    var member = new ArrivalMember(this, crew, vu);
    crew.add(member);
    members.add(member);
    allocated = members.size();
    idle.addFirst(member);
  }

  /// Has another virtual user made; returns false if there are or will be as many as there may be.
  private boolean grow() {
    if (growthFailed || allocated + beingMade >= config.maxVus()) {
      return beingMade > 0;
    }
    if (beingMade < MADE_AT_ONCE) {
      beingMade++;
      var _ = crew.vus.acquireLater().whenComplete(this::made);
    }
    return true;
  }

  private void made(@Nullable VuHandle vu, @Nullable Throwable problem) {
    synchronized (made) {
      if (vu == null) {
        failures++;
        failure = problem;
      } else if (over) {
        crew.vus.release(vu);
      } else {
        made.add(vu);
      }
    }
    LockSupport.unpark(dispatcher);
  }

  private void admitMade() {
    if (beingMade == 0) {
      return;
    }
    String problem = null;
    synchronized (made) {
      beingMade -= made.size() + failures;
      made.forEach(this::admit);
      made.clear();
      if (failures > 0) {
        problem = failure == null ? "" : String.valueOf(failure.getMessage());
        failures = 0;
      }
    }
    if (problem != null && !growthFailed) {
      growthFailed = true;
      listener.warn("no further virtual users can be made: " + problem);
    }
  }

  private void giveUpGrowth() {
    over = true;
    synchronized (made) {
      made.forEach(crew.vus::release);
      made.clear();
    }
  }

  /// A virtual user has nothing to do; called on its thread.
  void becameIdle(ArrivalMember member) {
    idle.addFirst(member);
    if (awaitsIdle) {
      LockSupport.unpark(dispatcher);
    }
  }

  boolean isOver() {
    return over;
  }

  private void drop(long iterations) {
    dropped += iterations;
    droppedUntold += iterations;
  }

  private void tellDropped() {
    if (droppedUntold > 0) {
      listener.dropped(droppedUntold);
      droppedUntold = 0;
    }
  }

  private void saySaturated() {
    if (saidSaturated) {
      return;
    }
    saidSaturated = true;
    String reached = "Insufficient VUs, reached " + allocated + " active VUs and cannot add more: ";
    listener.warn(
        config.queues()
            ? reached
                + "while all are busy, iterations are queued and start late (see the metrics"
                + " iteration_start_lag and http_req_response_time); raise maxVUs to start them"
                + " in time"
            : reached
                + "while all are busy, iterations are dropped, so that the results no longer show"
                + " the load that was asked for; raise maxVUs, or set onSaturation: 'queue' to"
                + " start them late");
  }
}
