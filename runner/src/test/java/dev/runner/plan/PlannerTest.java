package dev.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.executor.Scenarios;
import dev.runner.options.HttpOptions;
import dev.runner.options.Options;
import dev.runner.options.OptionsFault;
import dev.runner.options.ScenarioOptions;
import dev.runner.pace.Segment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PlannerTest {
  private static ScenarioOptions constantVus(String name, int startSeconds, int vus) {
    return Scenarios.scenario(
        name,
        "constant-vus",
        Duration.ofSeconds(startSeconds),
        Duration.ofSeconds(5),
        "default",
        "{'vus':" + vus + ",'duration':'10s'}");
  }

  private static ExecutionPlan plan(Set<String> exports, ScenarioOptions... scenarios) {
    return Planner.plan(options(Segment.WHOLE, scenarios), exports);
  }

  private static Options options(Segment segment, ScenarioOptions... scenarios) {
    Map<String, ScenarioOptions> byName = new LinkedHashMap<>();
    for (ScenarioOptions scenario : scenarios) {
      byName.put(scenario.name(), scenario);
    }
    return new Options(
        byName,
        Map.of(),
        Map.of(),
        List.of(),
        "",
        Set.of(),
        false,
        false,
        false,
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        Duration.ofSeconds(120),
        Duration.ZERO,
        new HttpOptions("", 10, false, false, false, false, false, 20, 6),
        false,
        OptionalLong.empty(),
        false,
        segment);
  }

  @Test
  @DisplayName("scenarios come in the order of their start, then of their names")
  void order() {
    ExecutionPlan plan =
        plan(
            Set.of("default"),
            constantVus("late", 20, 1),
            constantVus("b", 0, 1),
            constantVus("a", 0, 1));
    assertThat(plan.scenarios()).extracting(ScenarioPlan::name).containsExactly("a", "b", "late");
  }

  @Test
  @DisplayName("virtual users are shared by scenarios that do not overlap")
  void budget() {
    ExecutionPlan plan = plan(Set.of("default"), constantVus("a", 0, 3), constantVus("b", 15, 2));
    assertThat(plan.maxVus()).isEqualTo(3);
    assertThat(plan.maxDuration()).isEqualTo(Duration.ofSeconds(30));

    assertThat(plan(Set.of("default"), constantVus("a", 0, 3), constantVus("b", 14, 2)).maxVus())
        .as("the graceful stop counts")
        .isEqualTo(5);
  }

  @Test
  @DisplayName("the plan is described as k6 does")
  void describe() {
    ExecutionPlan one =
        plan(
            Set.of("default"),
            Scenarios.scenario(
                "default",
                "per-vu-iterations",
                Duration.ZERO,
                Duration.ofSeconds(30),
                "default",
                "{}"));
    assertThat(one.headline())
        .isEqualTo("(100.00%) 1 scenario, 1 max VUs, 10m30s max duration (incl. graceful stop):");
    assertThat(one.bullets())
        .containsExactly(
            "* default: 1 iterations for each of 1 VUs (maxDuration: 10m0s, gracefulStop: 30s)");

    ExecutionPlan two = plan(Set.of("default"), constantVus("a", 0, 3), constantVus("b", 15, 2));
    assertThat(two.headline())
        .isEqualTo("(100.00%) 2 scenarios, 3 max VUs, 30s max duration (incl. graceful stop):");
    assertThat(two.bullets())
        .containsExactly(
            "* a: 3 looping VUs for 10s (gracefulStop: 5s)",
            "* b: 2 looping VUs for 10s (startTime: 15s, gracefulStop: 5s)");
  }

  @Test
  @DisplayName("a function that the script does not export is named, with the remedy")
  void missingFunction() {
    assertThatThrownBy(() -> plan(Set.of("setup"), constantVus("s", 0, 1)))
        .isInstanceOf(OptionsFault.class)
        .hasMessage(
            "scenario 's': function 'default' not found in exports; export a default function from"
                + " the script, or set the scenario's exec");
  }

  @Test
  @DisplayName("all problems of all scenarios are told at once, a line each")
  void allProblems() {
    assertThatThrownBy(
            () ->
                plan(
                    Set.of("default"),
                    constantVus("a", 0, 0),
                    constantVus("fine", 0, 1),
                    Scenarios.scenario("b", "nope", Duration.ZERO, Duration.ZERO, "missing", "{}")))
        .isInstanceOf(OptionsFault.class)
        .satisfies(
            fault ->
                assertThat(fault.getMessage().lines())
                    .hasSize(4)
                    .anyMatch(line -> line.equals("- scenario 'a': vus must be more than 0"))
                    .anyMatch(line -> line.startsWith("- scenario 'b': executor 'nope' is unknown"))
                    .anyMatch(line -> line.startsWith("- scenario 'b': function 'missing' not")));
  }
}
