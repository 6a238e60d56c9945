package dev.runner.plan;

import dev.runner.executor.Executors;
import dev.runner.options.Options;
import dev.runner.options.OptionsFault;
import dev.runner.options.ScenarioOptions;
import dev.runner.pace.VuDemand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Turns what was asked for into what will happen.
public final class Planner {
  private Planner() {}

  /// Plans the run.
  ///
  /// @param exportedFunctions the names of the functions that the script exports; `default` for the
  ///   default one
  /// @throws OptionsFault with all problems of all scenarios, a line each
  public static ExecutionPlan plan(Options options, Set<String> exportedFunctions) {
    List<ScenarioPlan> scenarios = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (ScenarioOptions scenario : options.scenarios().values()) {
      try {
        scenarios.add(
            new ScenarioPlan(Executors.parse(scenario).inSegment(options.executionSegment())));
      } catch (OptionsFault e) {
        problems.add(String.valueOf(e.getMessage()));
      }
      if (!exportedFunctions.contains(scenario.exec())) {
        problems.add(missing(scenario));
      }
    }
    if (problems.size() == 1) {
      throw new OptionsFault(problems.getFirst());
    }
    if (!problems.isEmpty()) {
      throw new OptionsFault(
          "there are problems with the scenarios:\n- " + String.join("\n- ", problems));
    }
    if (!options.executionSegment().isWhole()) {
      // With more instances than virtual users some have nothing to do.
      scenarios.removeIf(scenario -> scenario.config().maxVus() == 0);
    }
    scenarios.sort(Comparator.comparing(ScenarioPlan::startTime).thenComparing(ScenarioPlan::name));
    return new ExecutionPlan(
        scenarios,
        VuDemand.sum(scenarios.stream().map(ScenarioPlan::demand).toList()).peak(),
        scenarios.stream().map(ScenarioPlan::end).max(Duration::compareTo).orElse(Duration.ZERO),
        options.executionSegment());
  }

  private static String missing(ScenarioOptions scenario) {
    String remedy =
        scenario.exec().equals("default")
            ? "export a default function from the script, or set the scenario's exec"
            : "export a function of that name from the script, or change the scenario's exec";
    return "scenario '%s': function '%s' not found in exports; %s"
        .formatted(scenario.name(), scenario.exec(), remedy);
  }
}
