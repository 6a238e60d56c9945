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

/// `per-vu-iterations`: each of a fixed number of virtual users makes a fixed number of iterations.
///
/// @param iterations of each virtual user
record PerVuIterations(
    ScenarioOptions scenario, int vus, long iterations, Duration duration, Stripe iterationStripe)
    implements ExecutorConfig {
  static final String NAME = "per-vu-iterations";

  static PerVuIterations parse(ScenarioOptions scenario, SettingsReader settings) {
    int vus = Executors.vus(settings, "vus", 1);
    long iterations = Executors.iterations(settings);
    return new PerVuIterations(
        scenario, vus, iterations, Executors.maxDuration(settings), Stripe.WHOLE);
  }

  @Override
  public String summary() {
    return iterations + " iterations for each of " + vus + " VUs";
  }

  @Override
  public List<String> details() {
    return List.of("maxDuration: " + Durations.format(duration));
  }

  /// Each instance makes as large a part of the iterations as it has of the virtual users, so that
  /// their numbers have no gaps.
  @Override
  public PerVuIterations inSegment(Segment segment) {
    return new PerVuIterations(
        scenario, segment.stripe().count(vus), iterations, duration, segment.stripeByVus(vus));
  }

  @Override
  public Duration shortest() {
    return Duration.ZERO;
  }

  @Override
  public Outlook outlook() {
    return new Outlook(
        VuDemand.constant(vus, duration.toNanos(), 0), OptionalLong.of(vus * iterations));
  }

  @Override
  public VuDemand demand() {
    return VuDemand.constant(vus, duration.toNanos(), scenario.gracefulStop().toNanos());
  }

  @Override
  public Executor create(Executor.Context context) {
    return new IterationRun(
        new Crew(context, duration.toNanos(), scenario.gracefulStop().toNanos()),
        context.listener(),
        vus,
        Math.multiplyExact(vus, iterations),
        true,
        "iters, " + iterations + " per VU",
        _ -> new Pile(iterations));
  }

  /// What one virtual user has left; used by its thread only.
  private static final class Pile implements CrewMember.Quota {
    private long left;

    Pile(long iterations) {
      left = iterations;
    }

    @Override
    public boolean take() {
      return left-- > 0;
    }
  }
}
