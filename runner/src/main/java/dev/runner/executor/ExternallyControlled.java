package dev.runner.executor;

import dev.runner.options.Durations;
import dev.runner.options.ScenarioOptions;
import dev.runner.options.SettingsReader;
import dev.runner.pace.Segment;
import dev.runner.pace.Stripe;
import dev.runner.pace.VuDemand;
import java.time.Duration;
import java.util.OptionalLong;

/// `externally-controlled`: virtual users iterate whose number is set from outside while the test
/// runs. k6 had it until version 1.
///
/// @param maxVus how many are made ready
/// @param duration [ExecutorConfig#ENDLESS] if it ends only when the test is stopped
record ExternallyControlled(
    ScenarioOptions scenario, int vus, int maxVus, Duration duration, Stripe iterationStripe)
    implements ExecutorConfig {
  static final String NAME = "externally-controlled";

  static ExternallyControlled parse(ScenarioOptions scenario, SettingsReader settings) {
    int vus = settings.has("vus") ? Executors.vus(settings, "vus", 0) : 1;
    int maxVus = settings.has("maxVUs") ? Executors.vus(settings, "maxVUs", 1) : Math.max(1, vus);
    settings.require("maxVUs", maxVus >= vus, "must not be less than vus");
    Duration given =
        Executors.bounded(
            settings, "duration", settings.duration("duration", Duration.ZERO), Duration.ZERO);
    return new ExternallyControlled(
        scenario, vus, maxVus, given.isZero() ? ENDLESS : given, Stripe.WHOLE);
  }

  @Override
  public String summary() {
    String time =
        duration.equals(ENDLESS) ? "until it is stopped" : "for " + Durations.format(duration);
    return "Externally controlled execution with %d VUs, %d max VUs, %s"
        .formatted(vus, maxVus, time);
  }

  /// Only what it begins with is shared out: orders go to one instance each.
  @Override
  public ExternallyControlled inSegment(Segment segment) {
    Stripe stripe = segment.stripe();
    return new ExternallyControlled(
        scenario, stripe.count(vus), stripe.count(maxVus), duration, stripe);
  }

  @Override
  public VuDemand demand() {
    return VuDemand.constant(maxVus, duration.toNanos(), scenario.gracefulStop().toNanos());
  }

  @Override
  public Outlook outlook() {
    return new Outlook(VuDemand.constant(vus, duration.toNanos(), 0), OptionalLong.empty());
  }

  @Override
  public Executor create(Executor.Context context) {
    return RampRun.external(
        context, vus, maxVus, duration.toNanos(), scenario.gracefulStop().toNanos());
  }
}
