package dev.runner.executor;

import dev.runner.options.Durations;
import dev.runner.options.ScenarioOptions;
import dev.runner.options.SettingsReader;
import dev.runner.pace.Segment;
import dev.runner.pace.Stage;
import dev.runner.pace.Stripe;
import dev.runner.pace.VuDemand;
import dev.runner.pace.VuRamp;
import dev.runner.pace.VuStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `ramping-vus`: a number of virtual users that follows straight lines iterate.
record RampingVus(ScenarioOptions scenario, VuRamp ramp, Duration gracefulRampDown)
    implements ExecutorConfig {
  static final String NAME = "ramping-vus";

  static RampingVus parse(ScenarioOptions scenario, SettingsReader settings) {
    int startVus = Executors.vus(settings, "startVUs", 0);
    List<Stage> stages = new ArrayList<>();
    Duration total = Duration.ZERO;
    List<SettingsReader> given = settings.objects("stages");
    settings.require("stages", !given.isEmpty(), "must be given and not empty");
    for (SettingsReader stage : given) {
      Duration duration =
          Executors.bounded(stage, "duration", stage.requiredDuration("duration"), Duration.ZERO);
      stage.require("target", stage.has("target"), "is missing");
      int target = Executors.vus(stage, "target", 0);
      total = total.plus(duration);
      stages.add(new Stage(duration.toNanos(), target));
    }
    Executors.bounded(settings, "stages", total, Duration.ZERO);
    Duration gracefulRampDown =
        Executors.bounded(
            settings,
            "gracefulRampDown",
            settings.duration("gracefulRampDown", Duration.ofSeconds(30)),
            Duration.ZERO);
    if (!settings.problems().isEmpty()) {
      stages = List.of();
    }
    var ramp = new VuRamp(startVus, stages);
    if (settings.problems().isEmpty() && ramp.peak() == 0) {
      settings.problem("either startVUs or the target of a stage must be more than 0");
    }
    return new RampingVus(scenario, ramp, gracefulRampDown);
  }

  @Override
  public Duration duration() {
    return Duration.ofNanos(ramp.durationNanos());
  }

  @Override
  public String summary() {
    return "Up to %d looping VUs for %s over %d stages"
        .formatted(ramp.peak(), Durations.format(duration()), ramp.stages().size());
  }

  @Override
  public List<String> details() {
    return List.of("gracefulRampDown: " + Durations.format(gracefulRampDown));
  }

  @Override
  public RampingVus inSegment(Segment segment) {
    return new RampingVus(scenario, ramp.within(segment.stripe()), gracefulRampDown);
  }

  @Override
  public Stripe iterationStripe() {
    return ramp.stripe();
  }

  @Override
  public VuDemand demand() {
    return VuDemand.of(ramp, gracefulRampDown.toNanos(), scenario.gracefulStop().toNanos());
  }

  @Override
  public Executor create(Executor.Context context) {
    return new Run(this, context);
  }

  /// Virtual users fill places numbered from 0. Those below [#wanted] iterate; those from there to
  /// below [#reserved] were released and may finish until their time is up, the highest first.
  private static final class Run implements Executor {
    /// How often to look whether a place can be filled again whose virtual user is just stopping.
    private static final long LOOK_NANOS = 5_000_000L;

    private final RampingVus config;
    private final List<VuStep> steps;
    private final Crew crew;
    private final Place[] places;
    private final List<Place> stopping = new ArrayList<>();
    private int wanted;
    private int reserved;

    Run(RampingVus config, Context context) {
      this.config = config;
      steps = config.ramp.steps();
      crew =
          new Crew(context, config.ramp.durationNanos(), config.scenario.gracefulStop().toNanos());
      places = new Place[config.ramp.peak()];
      for (int i = 0; i < places.length; i++) {
        places[i] = new Place(i);
      }
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
      String vus = crew.counts().activeVus() + "/" + places.length + " VUs";
      return crew.progress(crew.timeFraction(), vus, "");
    }

    /// Keeps to the ramp until its end.
    private void follow() throws InterruptedException {
      int step = 0;
      long now = crew.clock.nanoTime();
      while (!crew.isAborted() && now - crew.endNanos() < 0) {
        for (; step < steps.size() && at(step) - now <= 0; step++) {
          int vus = steps.get(step).vus();
          if (vus < wanted) {
            long until = at(step) + config.gracefulRampDown.toNanos();
            release(vus, Math.min(until, crew.hardEndNanos()));
          } else {
            fill(vus);
          }
        }
        long next = step < steps.size() ? Math.min(at(step), crew.endNanos()) : crew.endNanos();
        crew.pause(Math.min(next, Math.min(expire(now), settle(now))));
        now = crew.clock.nanoTime();
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
      for (; wanted < vus && !crew.isAborted(); wanted++) {
        Place place = places[wanted];
        reserved = Math.max(reserved, wanted + 1);
        if (place.member == null) {
          place.member = crew.hire(CrewMember.Quota.UNLIMITED);
          place.member.start();
        } else if (!place.stopping && !place.member.retain()) {
          stop(place);
        }
      }
    }

    private void release(int vus, long untilNanos) {
      while (wanted > vus) {
        Place place = places[--wanted];
        place.untilNanos = untilNanos;
        if (place.member != null) {
          place.member.release();
        }
      }
    }

    /// Stops the released ones whose time is up and returns when the next one's is.
    private long expire(long now) {
      while (reserved > wanted && places[reserved - 1].untilNanos - now <= 0) {
        Place place = places[--reserved];
        if (place.member != null && !place.stopping) {
          if (!place.member.hasLeft()) {
            place.member.vu().interrupt();
          }
          stop(place);
        }
      }
      return reserved > wanted ? places[reserved - 1].untilNanos : Long.MAX_VALUE;
    }

    private void stop(Place place) {
      place.stopping = true;
      stopping.add(place);
    }

    /// Starts again or gives back those that have stopped meanwhile, and returns when to look
    /// again.
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
