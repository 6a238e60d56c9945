package dev.runner.executor;

import dev.runner.options.Durations;
import dev.runner.options.ScenarioOptions;
import dev.runner.options.SettingsReader;
import dev.runner.pace.Segment;
import dev.runner.pace.Stage;
import dev.runner.pace.Stripe;
import dev.runner.pace.VuDemand;
import dev.runner.pace.VuRamp;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/// `ramping-vus`: a number of virtual users that follows straight lines iterate.
record RampingVus(ScenarioOptions scenario, VuRamp ramp, Duration gracefulRampDown)
    implements ExecutorConfig {
  static final String NAME = "ramping-vus";

  static RampingVus parse(ScenarioOptions scenario, SettingsReader settings) {
    int startVus = Executors.vus(settings, "startVUs", 0);
    List<Stage> stages = Executors.stages(settings, stage -> Executors.vus(stage, "target", 0));
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
  public Outlook outlook() {
    return new Outlook(VuDemand.of(ramp, 0, 0), OptionalLong.empty());
  }

  @Override
  public VuDemand demand() {
    return VuDemand.of(ramp, gracefulRampDown.toNanos(), scenario.gracefulStop().toNanos());
  }

  @Override
  public Executor create(Executor.Context context) {
    return RampRun.ramp(
        context, ramp, gracefulRampDown.toNanos(), scenario.gracefulStop().toNanos());
  }
}
