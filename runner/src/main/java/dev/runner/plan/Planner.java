package dev.runner.plan;

import dev.runner.executor.ExecutorConfig;
import dev.runner.executor.Executors;
import dev.runner.options.Options;
import dev.runner.options.OptionsFault;
import dev.runner.options.ScenarioOptions;
import dev.runner.pace.Segment;
import dev.runner.pace.VuDemand;
import dev.runner.spelling.Suggestions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Turns what was asked for into what will happen.
public final class Planner {
  private Planner() {}

  /// Plans the run.
  ///
  /// @param exportedFunctions the names of the functions that the script exports; `default` for the
  ///   default one
  /// @throws OptionsFault with all problems of all scenarios, a line each
  public static ExecutionPlan plan(Options options, Set<String> exportedFunctions) {
    Map<String, ScenarioOptions> asked = options.scenarios();
    Map<String, ExecutorConfig> configs = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (ScenarioOptions scenario : asked.values()) {
      try {
        configs.put(
            scenario.name(), Executors.parse(scenario).inSegment(options.executionSegment()));
      } catch (OptionsFault e) {
        problems.add(String.valueOf(e.getMessage()));
      }
      for (String function : scenario.functions()) {
        if (!exportedFunctions.contains(function)) {
          problems.add(missing(scenario, function, exportedFunctions));
        }
      }
    }
    problems.addAll(StartOrder.problems(asked));
    if (problems.size() == 1) {
      throw new OptionsFault(problems.getFirst());
    }
    if (!problems.isEmpty()) {
      throw new OptionsFault(
          "there are problems with the scenarios:\n- " + String.join("\n- ", problems));
    }
    return plan(configs, options.executionSegment());
  }

  private static ExecutionPlan plan(Map<String, ExecutorConfig> configs, Segment segment) {
    Set<String> idle = new HashSet<>();
    if (!segment.isWhole()) {
      // With more instances than virtual users some have nothing to do.
      configs.forEach(
          (name, config) -> {
            if (config.maxVus() == 0) {
              idle.add(name);
            }
          });
    }
    var order = new StartOrder(configs.values());
    List<ScenarioPlan> scenarios = new ArrayList<>();
    configs.forEach(
        (name, config) -> {
          if (!idle.contains(name)) {
            scenarios.add(new ScenarioPlan(config, order.of(name, idle)));
          }
        });
    scenarios.sort(Comparator.comparing(ScenarioPlan::startTime).thenComparing(ScenarioPlan::name));
    return new ExecutionPlan(
        scenarios,
        demand(scenarios, ScenarioPlan::demand).peak(),
        scenarios.stream().map(ScenarioPlan::end).max(Duration::compareTo).orElse(Duration.ZERO),
        segment);
  }

  /// What scenarios need together; one that starts after another never runs beside it.
  static VuDemand demand(List<ScenarioPlan> scenarios, Function<ScenarioPlan, VuDemand> of) {
    return demandAfter("", scenarios, of);
  }

  private static VuDemand demandAfter(
      String name, List<ScenarioPlan> scenarios, Function<ScenarioPlan, VuDemand> of) {
    return VuDemand.sum(
        scenarios.stream()
            .filter(scenario -> scenario.start().after().equals(name))
            .map(
                scenario ->
                    VuDemand.max(
                        List.of(of.apply(scenario), demandAfter(scenario.name(), scenarios, of))))
            .toList());
  }

  private static String missing(
      ScenarioOptions scenario, String function, Set<String> exportedFunctions) {
    String key = scenario.mix().isNone() ? "exec" : "weights";
    String remedy =
        function.equals("default")
            ? "; export a default function from the script, or set the scenario's " + key
            : "; export a function of that name from the script, or change the scenario's " + key;
    String meant = Suggestions.didYouMean(function, exportedFunctions);
    return "scenario '%s': function '%s' not found in exports%s"
        .formatted(scenario.name(), function, meant.isEmpty() ? remedy : meant);
  }
}
