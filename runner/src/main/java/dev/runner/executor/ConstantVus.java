package dev.runner.executor;

import dev.runner.options.Durations;
import dev.runner.options.ScenarioOptions;
import dev.runner.options.SettingsReader;
import dev.runner.pace.Segment;
import dev.runner.pace.Stripe;
import dev.runner.pace.VuDemand;
import java.time.Duration;

/// `constant-vus`: a fixed number of virtual users iterate for a fixed time.
record ConstantVus(ScenarioOptions scenario, int vus, Duration duration, Stripe iterationStripe)
    implements ExecutorConfig {
  static final String NAME = "constant-vus";

  static ConstantVus parse(ScenarioOptions scenario, SettingsReader settings) {
    int vus = Executors.vus(settings, "vus", 1);
    Duration given = settings.requiredDuration("duration");
    return new ConstantVus(
        scenario,
        vus,
        Executors.bounded(settings, "duration", given, Duration.ofSeconds(1)),
        Stripe.WHOLE);
  }

  @Override
  public String summary() {
    return vus + " looping VUs for " + Durations.format(duration);
  }

  @Override
  public ConstantVus inSegment(Segment segment) {
    Stripe stripe = segment.stripe();
    return new ConstantVus(scenario, stripe.count(vus), duration, stripe);
  }

  @Override
  public VuDemand demand() {
    return VuDemand.constant(vus, duration.toNanos(), scenario.gracefulStop().toNanos());
  }

  @Override
  public Executor create(Executor.Context context) {
    return new Run(this, context);
  }

  private static final class Run implements Executor {
    private final ConstantVus config;
    private final Crew crew;

    Run(ConstantVus config, Context context) {
      this.config = config;
      crew = new Crew(context, config.duration.toNanos(), config.scenario.gracefulStop().toNanos());
    }

    @Override
    public Result run(long startNanos) throws InterruptedException {
      int stuck = crew.work(startNanos, config.vus, _ -> CrewMember.Quota.UNLIMITED);
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
      return crew.progress(crew.timeFraction(), config.vus + " VUs", "");
    }
  }
}
