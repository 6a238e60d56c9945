package dev.runner.executor;

import dev.runner.options.Durations;
import dev.runner.options.ScenarioOptions;
import dev.runner.options.SettingsReader;
import dev.runner.pace.Segment;
import dev.runner.pace.Stripe;
import dev.runner.pace.VuDemand;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// `shared-iterations`: a fixed number of virtual users take a fixed number of iterations from one
/// pile.
record SharedIterations(
    ScenarioOptions scenario, int vus, long iterations, Duration duration, Stripe iterationStripe)
    implements ExecutorConfig {
  static final String NAME = "shared-iterations";

  static SharedIterations parse(ScenarioOptions scenario, SettingsReader settings) {
    int vus = Executors.vus(settings, "vus", 1);
    long iterations = Executors.iterations(settings);
    settings.require(
        "iterations", iterations >= vus, "must be at least the number of vus (" + vus + ")");
    return new SharedIterations(
        scenario, vus, iterations, Executors.maxDuration(settings), Stripe.WHOLE);
  }

  @Override
  public String summary() {
    return iterations + " iterations shared among " + vus + " VUs";
  }

  @Override
  public List<String> details() {
    return List.of("maxDuration: " + Durations.format(duration));
  }

  /// Each instance makes as large a part of the iterations as it has of the virtual users.
  @Override
  public SharedIterations inSegment(Segment segment) {
    Stripe byVus = segment.stripeByVus(vus);
    return new SharedIterations(
        scenario, segment.stripe().count(vus), byVus.count(iterations), duration, byVus);
  }

  @Override
  public Duration shortest() {
    return Duration.ZERO;
  }

  @Override
  public Outlook outlook() {
    return new Outlook(VuDemand.constant(vus, duration.toNanos(), 0), OptionalLong.of(iterations));
  }

  @Override
  public VuDemand demand() {
    return VuDemand.constant(vus, duration.toNanos(), scenario.gracefulStop().toNanos());
  }

  @Override
  public Executor create(Executor.Context context) {
    var crew = new Crew(context, duration.toNanos(), scenario.gracefulStop().toNanos());
    var left = new AtomicLong(iterations);
    CrewMember.Quota pile = () -> left.getAndDecrement() > 0;
    return new IterationRun(
        crew, context.listener(), vus, iterations, false, "shared iters", _ -> pile);
  }
}
