package dev.runner.plan;

import dev.runner.executor.ExecutorConfig;
import dev.runner.options.Durations;
import dev.runner.pace.Segment;
import dev.runner.pace.VuDemand;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// Everything that will run, and what it needs.
///
/// @param scenarios in the order of their start, then of their names
/// @param maxVus the largest number of virtual users needed at a time, graceful periods included
/// @param maxDuration when the last scenario is over at the latest, graceful stop included
/// @param segment which part of the test this instance runs
public record ExecutionPlan(
    List<ScenarioPlan> scenarios, int maxVus, Duration maxDuration, Segment segment) {
  public ExecutionPlan {
    scenarios = List.copyOf(scenarios);
  }

  /// How long the test takes at the shortest, if nobody stops it.
  public Duration shortest() {
    return scenarios.stream()
        .map(ScenarioPlan::shortestEnd)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /// Whether iterations of any scenario start at given times, however long others take.
  public boolean startsByTheClock() {
    return scenarios.stream().anyMatch(scenario -> scenario.config().scenario().startsByTheClock());
  }

  /// The largest number of virtual users at a time that must be ready before the run; the others
  /// are made when they are needed.
  public int initialVus() {
    return Planner.demand(scenarios, ScenarioPlan::initialDemand).peak();
  }

  /// When how many virtual users must be ready, whichever scenario they are for.
  public VuDemand demand() {
    return Planner.demand(scenarios, ScenarioPlan::demand);
  }

  /// The plan in one line, such as `(100.00%) 1 scenario, 2 max VUs, 31s max duration (incl.
  /// graceful stop):`.
  public String headline() {
    return "(%s%%) %d %s, %d max VUs, %s:"
        .formatted(
            segment.percent(),
            scenarios.size(),
            scenarios.size() == 1 ? "scenario" : "scenarios",
            maxVus,
            maxDuration.compareTo(ExecutorConfig.ENDLESS) >= 0
                ? "runs until it is stopped"
                : Durations.format(maxDuration) + " max duration (incl. graceful stop)");
  }

  /// A line for each scenario, such as `* default: 2 looping VUs for 1s (gracefulStop: 30s)`.
  public List<String> bullets() {
    return scenarios.stream().map(s -> "* " + s.name() + ": " + s.config().describe()).toList();
  }
}
