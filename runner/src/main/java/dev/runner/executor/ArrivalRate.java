package dev.runner.executor;

import dev.runner.options.Durations;
import dev.runner.options.ScenarioOptions;
import dev.runner.options.SettingsReader;
import dev.runner.pace.Arrivals;
import dev.runner.pace.PoissonArrivals;
import dev.runner.pace.RateCurve;
import dev.runner.pace.Segment;
import dev.runner.pace.Stage;
import dev.runner.pace.Stripe;
import dev.runner.pace.StripedArrivals;
import dev.runner.pace.UniformArrivals;
import dev.runner.pace.VuDemand;
import dev.runner.random.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `constant-arrival-rate` and `ramping-arrival-rate`: iterations start at planned moments, whether
/// earlier ones have ended or not; each takes a virtual user that is idle.
///
/// @param constant whether it is the former, whose first iteration starts at once
/// @param poisson whether they start at random, with the curve as their mean rate
/// @param queues whether an iteration that finds no idle virtual user waits for one rather than is
///   dropped
record ArrivalRate(
    ScenarioOptions scenario,
    RateCurve curve,
    boolean constant,
    int preAllocatedVus,
    int maxVus,
    boolean poisson,
    boolean queues,
    Stripe iterationStripe)
    implements ExecutorConfig {
  static final String CONSTANT = "constant-arrival-rate";
  static final String RAMPING = "ramping-arrival-rate";

  private static final Duration SECOND = Duration.ofSeconds(1);

  static ArrivalRate parseConstant(ScenarioOptions scenario, SettingsReader settings) {
    long rate = settings.requiredInteger("rate");
    settings.require("rate", rate > 0, "must be more than 0");
    Duration unit = timeUnit(settings);
    requireSensible(settings, "rate", rate, unit);
    Duration duration =
        Executors.bounded(settings, "duration", settings.requiredDuration("duration"), SECOND);
    RateCurve curve =
        settings.problems().isEmpty()
            ? RateCurve.constant(rate, unit.toNanos(), duration.toNanos())
            : RateCurve.constant(1, 1, 1);
    return parse(scenario, settings, curve, true);
  }

  static ArrivalRate parseRamping(ScenarioOptions scenario, SettingsReader settings) {
    long startRate = settings.integer("startRate", 0);
    settings.require("startRate", startRate >= 0, "must not be negative");
    Duration unit = timeUnit(settings);
    requireSensible(settings, "startRate", startRate, unit);
    List<Stage> stages =
        Executors.stages(
            settings,
            stage -> {
              long target = stage.integer("target", 0);
              stage.require("target", target >= 0, "must not be negative");
              requireSensible(stage, "target", target, unit);
              return target;
            });
    RateCurve curve =
        settings.problems().isEmpty()
            ? new RateCurve(startRate, stages, unit.toNanos())
            : RateCurve.constant(1, 1, 1);
    return parse(scenario, settings, curve, false);
  }

  private static ArrivalRate parse(
      ScenarioOptions scenario, SettingsReader settings, RateCurve curve, boolean constant) {
    settings.require("preAllocatedVUs", settings.has("preAllocatedVUs"), "is missing");
    int preAllocated = Executors.vus(settings, "preAllocatedVUs", 0);
    int most = settings.has("maxVUs") ? Executors.vus(settings, "maxVUs", 0) : preAllocated;
    settings.require(
        "maxVUs", most >= preAllocated, "must be at least preAllocatedVUs (" + preAllocated + ")");
    boolean poisson = choice(settings, "arrivals", "uniform", "poisson");
    boolean queues = choice(settings, "onSaturation", "drop", "queue");
    return new ArrivalRate(
        scenario,
        curve,
        constant,
        preAllocated,
        Math.max(preAllocated, most),
        poisson,
        queues,
        Stripe.WHOLE);
  }

  private static Duration timeUnit(SettingsReader settings) {
    Duration unit = settings.duration("timeUnit", SECOND);
    settings.require("timeUnit", unit.isPositive(), "must be more than 0");
    return Executors.bounded(settings, "timeUnit", unit, Duration.ZERO);
  }

  private static void requireSensible(
      SettingsReader settings, String key, long rate, Duration unit) {
    settings.require(
        key, unit.isZero() || rate <= unit.toNanos(), "must be at most 10^9 iterations a second");
  }

  /// Whether it is the second of two words rather than the first, which is the default.
  private static boolean choice(SettingsReader settings, String key, String usual, String other) {
    String given = settings.text(key, usual);
    settings.require(
        key,
        given.equals(usual) || given.equals(other),
        "must be '" + usual + "' or '" + other + "', found '" + given + "'");
    return given.equals(other);
  }

  /// Each instance makes every so many-th of the iterations, at the same moments.
  @Override
  public ArrivalRate inSegment(Segment segment) {
    Stripe stripe = segment.stripe();
    return new ArrivalRate(
        scenario,
        curve,
        constant,
        stripe.count(preAllocatedVus),
        stripe.count(maxVus),
        poisson,
        queues,
        stripe);
  }

  @Override
  public Optional<Arrivals> arrivals(Seed seed) {
    return Optional.of(schedule(seed));
  }

  Arrivals schedule(Seed seed) {
    Arrivals all =
        poisson
            ? new PoissonArrivals(curve, seed.child("arrivals").child(scenario.name()))
            : new UniformArrivals(curve, constant);
    return iterationStripe.isWhole() ? all : new StripedArrivals(all, iterationStripe);
  }

  /// The same scenario with the same rate all the time.
  ///
  /// @param perTimeUnit iterations of the whole test; to a thousandth
  /// @throws Executor.Refused if that is no sensible rate
  ArrivalRate withRate(double perTimeUnit) {
    if (!(perTimeUnit >= 0)) {
      throw new Executor.Refused("cannot have a rate of less than 0");
    }
    if (perTimeUnit > curve.unitNanos()) {
      throw new Executor.Refused("cannot start more than 10^9 iterations a second");
    }
    long parts = perTimeUnit == Math.rint(perTimeUnit) ? 1 : 1_000;
    long rate = Math.round(perTimeUnit * parts);
    RateCurve steady =
        RateCurve.constant(
            rate, Math.multiplyExact(curve.unitNanos(), parts), curve.durationNanos());
    return new ArrivalRate(
        scenario, steady, rate > 0, preAllocatedVus, maxVus, poisson, queues, iterationStripe);
  }

  @Override
  public Duration duration() {
    return Duration.ofNanos(curve.durationNanos());
  }

  @Override
  public String summary() {
    String rate = rate(perSecond((double) curve.peakRate())) + " iterations/s for ";
    String time = Durations.format(duration());
    return constant
        ? rate + time
        : "Up to " + rate + time + " over " + curve.stages().size() + " stages";
  }

  /// The rate of this instance in iterations a second.
  private double perSecond(double ofAll) {
    return curve.perSecond(ofAll) * iterationStripe.share();
  }

  /// A number of iterations a second in words.
  static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%.2f", perSecond);
  }

  @Override
  public List<String> details() {
    List<String> details = new ArrayList<>();
    String vus = maxVus == preAllocatedVus ? "" : preAllocatedVus + "-";
    details.add("maxVUs: " + vus + maxVus);
    if (poisson) {
      details.add("arrivals: poisson");
    }
    if (queues) {
      details.add("onSaturation: queue");
    }
    return details;
  }

  @Override
  public VuDemand demand() {
    return demand(maxVus);
  }

  @Override
  public VuDemand initialDemand() {
    return demand(preAllocatedVus);
  }

  private VuDemand demand(int vus) {
    return VuDemand.constant(vus, curve.durationNanos(), scenario.gracefulStop().toNanos());
  }

  @Override
  public Executor create(Executor.Context context) {
    return new ArrivalRun(this, context);
  }
}
