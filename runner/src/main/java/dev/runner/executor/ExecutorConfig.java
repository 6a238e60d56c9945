package dev.runner.executor;

import dev.runner.options.Durations;
import dev.runner.options.ScenarioOptions;
import dev.runner.pace.Arrivals;
import dev.runner.pace.Mix;
import dev.runner.pace.Pacing;
import dev.runner.pace.Segment;
import dev.runner.pace.Stripe;
import dev.runner.pace.VuDemand;
import dev.runner.random.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// The checked settings of one scenario's executor. Immutable.
public interface ExecutorConfig {
  /// The duration of what ends only when the test is stopped: longer than any test.
  Duration ENDLESS = Duration.ofDays(365);

  /// The scenario as asked for.
  ScenarioOptions scenario();

  /// How long new iterations start, at the longest.
  Duration duration();

  /// How long it takes at the shortest, if nobody stops it.
  default Duration shortest() {
    return duration();
  }

  /// When it needs how many virtual users, with all graceful periods, from the scenario's start.
  VuDemand demand();

  /// The part of the demand that must be ready before the run; the rest may be made when needed.
  default VuDemand initialDemand() {
    return demand();
  }

  /// What it does in words, such as `2 looping VUs for 1s`.
  String summary();

  /// Settings of its own that [#describe()] shows, such as `maxDuration: 10m0s`.
  default List<String> details() {
    return List.of();
  }

  /// What it does if all goes as planned.
  default Outlook outlook() {
    return new Outlook(VuDemand.constant(maxVus(), duration().toNanos(), 0), OptionalLong.empty());
  }

  Executor create(Executor.Context context);

  /// The same as one of several instances has to run it.
  ExecutorConfig inSegment(Segment segment);

  /// Which of the scenario's iterations, in the order of their starts, are this instance's.
  default Stripe iterationStripe() {
    return Stripe.WHOLE;
  }

  /// When this instance's iterations start, where that is planned; empty elsewhere.
  ///
  /// @param seed of the run
  default Optional<Arrivals> arrivals(Seed seed) {
    return Optional.empty();
  }

  /// The largest number of virtual users it needs at a time.
  default int maxVus() {
    return demand().peak();
  }

  /// What it does and how it ends, in one line for the user, such as `2 looping VUs for 1s
  /// (gracefulStop: 500ms)`.
  default String describe() {
    List<String> parts = new ArrayList<>(details());
    if (!scenario().mix().isNone()) {
      parts.add("weights: " + inWords(scenario().mix()));
    } else if (!scenario().exec().equals("default")) {
      parts.add("exec: " + scenario().exec());
    }
    if (!scenario().pacing().isNone()) {
      parts.add("pacing: " + inWords(scenario().pacing()));
    }
    if (!scenario().startAfter().isEmpty()) {
      parts.add("startAfter: " + scenario().startAfter());
    }
    if (!scenario().startTime().isZero()) {
      parts.add("startTime: " + Durations.format(scenario().startTime()));
    }
    parts.add("gracefulStop: " + Durations.format(scenario().gracefulStop()));
    return summary() + " (" + String.join(", ", parts) + ")";
  }

  private static String inWords(Mix mix) {
    return mix.weights().entrySet().stream()
            .map(weight -> weight.getKey() + " " + weight.getValue())
            .collect(Collectors.joining(", "))
        + (mix.random() ? ", at random" : "");
  }

  private static String inWords(Pacing pacing) {
    String min = Durations.format(Duration.ofNanos(pacing.minNanos()));
    return pacing.isFixed()
        ? min
        : min + "-" + Durations.format(Duration.ofNanos(pacing.maxNanos()));
  }
}
