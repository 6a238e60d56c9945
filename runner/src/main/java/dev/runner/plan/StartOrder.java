package dev.runner.plan;

import dev.runner.executor.ExecutorConfig;
import dev.runner.options.ScenarioOptions;
import dev.runner.spelling.Suggestions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds out when scenarios start that wait for others.
final class StartOrder {
  private final Map<String, ExecutorConfig> configs = new LinkedHashMap<>();
  private final Map<String, Start> starts = new HashMap<>();

  /// @param all without problems of [#problems]
  StartOrder(Collection<ExecutorConfig> all) {
    all.forEach(config -> configs.put(config.scenario().name(), config));
  }

  /// What is wrong with the key `startAfter`, a line each.
  static List<String> problems(Map<String, ScenarioOptions> scenarios) {
    List<String> problems = new ArrayList<>();
    for (ScenarioOptions scenario : scenarios.values()) {
      String after = scenario.startAfter();
      if (!after.isEmpty() && !scenarios.containsKey(after)) {
        problems.add(
            "scenario '%s': startAfter names '%s', but there is no such scenario%s"
                .formatted(
                    scenario.name(), after, Suggestions.didYouMean(after, scenarios.keySet())));
      }
      List<String> circle = circle(scenario, scenarios);
      if (circle.size() > 2 && circle.stream().allMatch(o -> scenario.name().compareTo(o) <= 0)) {
        problems.add(
            "scenario '%s': startAfter goes in a circle (%s), so that none of them can start"
                .formatted(scenario.name(), String.join(" after ", circle)));
      }
    }
    return problems;
  }

  /// The names from a scenario along `startAfter` back to itself; empty if they do not lead back.
  private static List<String> circle(
      ScenarioOptions scenario, Map<String, ScenarioOptions> scenarios) {
    List<String> names = new ArrayList<>(List.of(scenario.name()));
    String next = scenario.startAfter();
    while (scenarios.containsKey(next)) {
      boolean seen = names.contains(next);
      names.add(next);
      if (seen) {
        return next.equals(scenario.name()) ? names : List.of();
      }
      next = scenarios.get(next).startAfter();
    }
    return List.of();
  }

  /// When a scenario starts.
  ///
  /// @param idle what has nothing to do in this instance and so is not waited for, but for as long
  ///   as it would take at least
  Start of(String name, Collection<String> idle) {
    Start known = starts.get(name);
    if (known != null) {
      return known;
    }
    ScenarioOptions scenario = config(name).scenario();
    Start start;
    if (scenario.startAfter().isEmpty()) {
      start = Start.at(scenario.startTime());
    } else {
      ExecutorConfig other = config(scenario.startAfter());
      Start before = of(scenario.startAfter(), idle);
      if (idle.contains(scenario.startAfter())) {
        Duration later = other.shortest().plus(scenario.startTime());
        start =
            new Start(
                before.after(),
                before.delay().plus(later),
                before.earliest().plus(later),
                before.latest().plus(later));
      } else {
        start =
            new Start(
                scenario.startAfter(),
                scenario.startTime(),
                before.earliest().plus(other.shortest()).plus(scenario.startTime()),
                before
                    .latest()
                    .plus(other.duration())
                    .plus(other.scenario().gracefulStop())
                    .plus(scenario.startTime()));
      }
    }
    starts.put(name, start);
    return start;
  }

  private ExecutorConfig config(String name) {
    ExecutorConfig config = configs.get(name);
    if (config == null) {
      throw new IllegalStateException("no scenario " + name);
    }
    return config;
  }
}
