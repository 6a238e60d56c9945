package dev.runner.executor;

import dev.runner.pace.VuRamp;
import dev.runner.pace.VuStep;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A run of a number of virtual users that changes with time, and by order from outside.
///
/// Virtual users fill places numbered from 0. Those below [#wanted] iterate; those from there to
/// below [#reserved] were released and may finish until their time is up, the highest first.
final class RampRun implements Executor {
  /// How often to look whether a place can be filled again whose virtual user is just stopping.
  private static final long LOOK_NANOS = 5_000_000L;

  private static final int AS_PLANNED = -1;

  private final VuSource source;
  private final Crew crew;
  private final List<VuStep> steps;
  private final long rampDownNanos;
  private final boolean external;

  // Of the executor's thread.
  private final List<Place> places = new ArrayList<>();
  private final List<Place> stopping = new ArrayList<>();
  private int planned;
  private int reserved;
  private volatile int wanted;

  // Ordered from outside; changed under the lock.
  private volatile int ordered = AS_PLANNED;
  private volatile int maxVus;
  private volatile boolean paused;

  private RampRun(
      Context context,
      Crew crew,
      List<VuStep> steps,
      int maxVus,
      long rampDownNanos,
      boolean external) {
    this.source = context.vus();
    this.crew = crew;
    this.steps = steps;
    this.maxVus = maxVus;
    this.rampDownNanos = rampDownNanos;
    this.external = external;
  }

  /// Follows a ramp; a number from outside takes its place until it is taken back.
  static RampRun ramp(
      Context context, VuRamp ramp, long gracefulRampDownNanos, long gracefulStopNanos) {
    return new RampRun(
        context,
        new Crew(context, ramp.durationNanos(), gracefulStopNanos),
        ramp.steps(),
        ramp.peak(),
        gracefulRampDownNanos,
        false);
  }

  /// Begins with a number and then follows orders from outside; whoever is released may finish its
  /// iteration.
  static RampRun external(
      Context context, int vus, int maxVus, long durationNanos, long gracefulStopNanos) {
    return new RampRun(
        context,
        new Crew(context, durationNanos, gracefulStopNanos),
        List.of(new VuStep(0, vus)),
        maxVus,
        durationNanos + gracefulStopNanos,
        true);
  }

  @Override
  public Result run(long startNanos) throws InterruptedException {
    int stuck;
    try {
      crew.begin(startNanos);
      follow();
      release(0, crew.hardEndNanos());
      crew.close();
      finish();
    } finally {
      stuck = crew.dismiss();
    }
    crew.over(true);
    Counts counts = crew.counts();
    return new Result(counts.completed(), counts.interrupted(), 0, stuck);
  }

  @Override
  public void abort() {
    crew.abort();
  }

  @Override
  public Counts counts() {
    return crew.counts();
  }

  @Override
  public Progress progress() {
    int most = Math.max(maxVus, ordered);
    return crew.progress(crew.timeFraction(), crew.counts().activeVus() + "/" + most + " VUs", "");
  }

  @Override
  public Controls controls() {
    int order = ordered;
    String note = "";
    if (paused) {
      note = "paused";
    } else if (!external && order != AS_PLANNED) {
      note = "VUs set to " + order;
    }
    return new Controls(
        external ? Set.of(Control.VUS, Control.MAX_VUS, Control.PAUSE) : Set.of(Control.VUS),
        paused,
        OptionalInt.of(order == AS_PLANNED ? firstOr(wanted) : order),
        external ? OptionalInt.of(maxVus) : OptionalInt.empty(),
        note);
  }

  /// Before the start of a scenario without a ramp, the number that it will begin with.
  private int firstOr(int now) {
    return external ? steps.getFirst().vus() : now;
  }

  @Override
  public synchronized void change(Change change) throws InterruptedException {
    switch (crew.phase()) {
      case WAITING, RUNNING -> {}
      case GRACEFUL_STOP -> throw new Refused("is ending and takes no more changes");
      case DONE, INCOMPLETE -> throw new Refused("is over");
    }
    switch (change) {
      case Change.Vus vus -> scale(vus);
      case Change.Rate _ -> throw new Refused("has no rate; change its VUs instead");
      case Change.Pause(boolean pause) -> {
        if (!external) {
          throw new Refused("doesn't support pause; only externally-controlled scenarios do");
        }
        paused = pause;
      }
      case Change.AsPlanned() -> ordered = AS_PLANNED;
    }
    crew.nudge();
  }

  private void scale(Change.Vus to) throws InterruptedException {
    int vus = to.vus().orElse(controls().vus().orElse(0));
    if (vus < 0 || to.maxVus().orElse(1) < 0) {
      throw new Refused("cannot have fewer than 0 VUs");
    }
    if (Math.max(vus, to.maxVus().orElse(0)) > Executors.MOST_VUS) {
      throw new Refused("cannot have more than " + Executors.MOST_VUS + " VUs");
    }
    if (external) {
      int max = to.maxVus().orElse(maxVus);
      if (vus > max) {
        throw new Refused(
            "cannot have %d VUs, because its maxVUs is %d; raise that as well".formatted(vus, max));
      }
      if (max > maxVus) {
        source.prepare(max - wanted);
      }
      maxVus = max;
    } else {
      if (to.maxVus().isPresent()) {
        throw new Refused("has no maxVUs; change its VUs alone");
      }
      source.prepare(Math.max(0, vus - wanted));
    }
    if (to.vus().isPresent()) {
      ordered = vus;
    }
  }

  /// Keeps to the ramp, or to what is ordered, until the end.
  private void follow() throws InterruptedException {
    int step = 0;
    long now = crew.clock.nanoTime();
    while (!crew.isAborted() && now - crew.endNanos() < 0) {
      for (; step < steps.size() && at(step) - now <= 0; step++) {
        planned = steps.get(step).vus();
        if (target() == planned) {
          adjust(planned, at(step));
        }
      }
      adjust(target(), now);
      long next = step < steps.size() ? Math.min(at(step), crew.endNanos()) : crew.endNanos();
      crew.pause(Math.min(next, Math.min(expire(now), settle(now))));
      now = crew.clock.nanoTime();
    }
  }

  private int target() {
    if (paused) {
      return 0;
    }
    int order = ordered;
    return order == AS_PLANNED ? planned : order;
  }

  private void adjust(int vus, long atNanos) throws InterruptedException {
    if (vus < wanted) {
      release(vus, Math.min(atNanos + rampDownNanos, crew.hardEndNanos()));
    } else {
      fill(vus);
    }
  }

  /// Lets the running iterations finish while they may.
  private void finish() throws InterruptedException {
    long now = crew.clock.nanoTime();
    while (crew.isAtWork() && now - crew.hardEndNanos() < 0) {
      crew.await(Math.min(expire(now), crew.hardEndNanos()));
      now = crew.clock.nanoTime();
    }
  }

  private long at(int step) {
    return crew.startNanos() + steps.get(step).atNanos();
  }

  private void fill(int vus) throws InterruptedException {
    while (wanted < vus && !crew.isAborted()) {
      int index = wanted;
      if (index == places.size()) {
        places.add(new Place(index));
      }
      Place place = places.get(index);
      reserved = Math.max(reserved, index + 1);
      if (place.member == null) {
        place.member = crew.hire(CrewMember.Quota.UNLIMITED);
        place.member.start();
      } else if (!place.stopping && !place.member.retain()) {
        stop(place);
      }
      wanted = index + 1;
    }
  }

  private void release(int vus, long untilNanos) {
    for (int index = wanted - 1; index >= vus; index--) {
      wanted = index;
      Place place = places.get(index);
      place.untilNanos = untilNanos;
      if (place.member != null) {
        place.member.release();
      }
    }
  }

  /// Stops the released ones whose time is up and returns when the next one's is.
  private long expire(long now) {
    while (reserved > wanted && places.get(reserved - 1).untilNanos - now <= 0) {
      Place place = places.get(--reserved);
      if (place.member != null && !place.stopping) {
        if (!place.member.hasLeft()) {
          place.member.vu().interrupt();
        }
        stop(place);
      }
    }
    return reserved > wanted ? places.get(reserved - 1).untilNanos : Long.MAX_VALUE;
  }

  private void stop(Place place) {
    place.stopping = true;
    stopping.add(place);
  }

  /// Starts again or gives back those that have stopped meanwhile, and returns when to look again.
  private long settle(long now) {
    stopping.removeIf(this::isSettled);
    return stopping.isEmpty() ? Long.MAX_VALUE : now + LOOK_NANOS;
  }

  private boolean isSettled(Place place) {
    CrewMember member = place.member;
    if (member == null || !member.vu().isIdle()) {
      return member == null;
    }
    place.stopping = false;
    member.leave();
    if (place.index < wanted) {
      member.start();
    } else if (place.index >= reserved) {
      crew.giveBack(member);
      place.member = null;
    }
    return true;
  }

  /// Where the virtual user of a certain number works.
  private static final class Place {
    final int index;
    @Nullable CrewMember member;

    /// Until when it may finish once released, on the clock.
    long untilNanos;

    /// Whether nothing can be done with the member before it is idle.
    boolean stopping;

    Place(int index) {
      this.index = index;
    }
  }
}
