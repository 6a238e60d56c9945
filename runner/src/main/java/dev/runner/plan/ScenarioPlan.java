package dev.runner.plan;

import dev.runner.executor.ExecutorConfig;
import dev.runner.executor.Outlook;
import dev.runner.options.ScenarioOptions;
import dev.runner.pace.Arrivals;
import dev.runner.pace.Mix;
import dev.runner.pace.Pacing;
import dev.runner.pace.Stripe;
import dev.runner.pace.VuDemand;
import dev.runner.random.Seed;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// One scenario that will run.
public record ScenarioPlan(ExecutorConfig config, Start start) {
  /// A scenario that starts at its own time, whatever others do.
  public ScenarioPlan(ExecutorConfig config) {
    this(config, Start.at(config.scenario().startTime()));
  }

  public String name() {
    return options().name();
  }

  /// The executor's name, such as `constant-vus`.
  public String executor() {
    return options().executor();
  }

  /// The exported function to run; empty if there is a mix of them.
  public String exec() {
    return options().exec();
  }

  /// Which functions to run how often, if there is not just one.
  public Mix mix() {
    return options().mix();
  }

  /// Overlays `__ENV` during the scenario's iterations.
  public Map<String, String> env() {
    return options().env();
  }

  /// How far apart a virtual user's iterations start.
  public Pacing pacing() {
    return options().pacing();
  }

  /// For each sample of the scenario.
  public Map<String, String> tags() {
    return options().tags();
  }

  /// After the start of the run; the latest possible if it starts after another scenario.
  public Duration startTime() {
    return start.latest();
  }

  /// Which of its iterations, in the order of their starts, are this instance's.
  public Stripe iterations() {
    return config.iterationStripe();
  }

  /// How long new iterations start, at the longest.
  public Duration duration() {
    return config.duration();
  }

  /// When it is over at the latest, after the start of the run, graceful stop included.
  public Duration end() {
    return startTime().plus(duration()).plus(options().gracefulStop());
  }

  /// When it is over at the earliest, after the start of the run, if nobody stops it.
  Duration shortestEnd() {
    return start.earliest().plus(config.shortest());
  }

  /// The virtual users it needs, from the start of the run; where the start depends on another
  /// scenario, whenever that is.
  public VuDemand demand() {
    return at(config.demand());
  }

  /// What it does if all goes as planned, from its start on.
  public Outlook outlook() {
    return config.outlook();
  }

  /// When its iterations start, where that is planned; empty elsewhere.
  ///
  /// @param seed of the run
  public Optional<Arrivals> arrivals(Seed seed) {
    return config.arrivals(seed);
  }

  /// What it does and how it ends, in one line for the user.
  public String describe() {
    return config.describe();
  }

  private VuDemand at(VuDemand demand) {
    return demand.delayedBetween(start.earliest().toNanos(), start.latest().toNanos());
  }

  /// The part of the demand that must be ready before the run.
  VuDemand initialDemand() {
    return at(config.initialDemand());
  }

  private ScenarioOptions options() {
    return config.scenario();
  }
}
