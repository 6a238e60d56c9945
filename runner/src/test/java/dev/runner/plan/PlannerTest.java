package dev.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.executor.Scenarios;
import dev.runner.net.ConnectionSettings;
import dev.runner.options.HttpOptions;
import dev.runner.options.Options;
import dev.runner.options.OptionsFault;
import dev.runner.options.ScenarioOptions;
import dev.runner.pace.Mix;
import dev.runner.pace.Segment;
import java.time.Duration;
import java.util.Arrays;
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
        new HttpOptions(
            "", 10, false, false, false, false, false, 20, 6, "", ConnectionSettings.DEFAULTS),
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

  private static ScenarioOptions iterations(String name, int startSeconds, int vus) {
    return Scenarios.scenario(
        name,
        "shared-iterations",
        Duration.ofSeconds(startSeconds),
        Duration.ofSeconds(5),
        "default",
        "{'vus':" + vus + ",'iterations':100,'maxDuration':'60s'}");
  }

  @Test
  @DisplayName("a scenario after another is planned from its latest end, and never runs beside it")
  void startAfter() {
    ExecutionPlan plan =
        plan(
            Set.of("default"),
            Scenarios.after("b", constantVus("c", 1, 4)),
            Scenarios.after("a", constantVus("b", 2, 3)),
            iterations("a", 10, 2));

    assertThat(plan.scenarios()).extracting(ScenarioPlan::name).containsExactly("a", "b", "c");
    assertThat(plan.scenarios().get(1).start())
        .isEqualTo(
            new Start("a", Duration.ofSeconds(2), Duration.ofSeconds(12), Duration.ofSeconds(77)));
    assertThat(plan.scenarios().get(2).start())
        .isEqualTo(
            new Start("b", Duration.ofSeconds(1), Duration.ofSeconds(23), Duration.ofSeconds(93)));
    assertThat(plan.maxDuration()).isEqualTo(Duration.ofSeconds(93 + 15));
    assertThat(plan.maxVus()).isEqualTo(4);
    assertThat(plan.bullets().get(1))
        .isEqualTo("* b: 3 looping VUs for 10s (startAfter: a, startTime: 2s, gracefulStop: 5s)");
  }

  @Test
  @DisplayName("the virtual users suffice whenever the scenario before is over")
  void startAfterEarly() {
    // b may start at any moment from 0 s to 65 s, so it may meet c or d, but not both.
    ExecutionPlan plan =
        plan(
            Set.of("default"),
            iterations("a", 0, 1),
            Scenarios.after("a", constantVus("b", 0, 10)),
            constantVus("c", 5, 20),
            constantVus("d", 40, 30));
    assertThat(plan.maxVus()).isEqualTo(40);
  }

  @Test
  @DisplayName("a scenario can only start after another one of the test, and not in a circle")
  void startAfterProblems() {
    assertThatThrownBy(
            () ->
                plan(
                    Set.of("default"),
                    constantVus("login", 0, 1),
                    Scenarios.after("logn", constantVus("b", 0, 1))))
        .hasMessage(
            "scenario 'b': startAfter names 'logn', but there is no such scenario; did you mean"
                + " 'login'?");
    assertThatThrownBy(() -> plan(Set.of("default"), Scenarios.after("b", constantVus("b", 0, 1))))
        .hasMessage("scenario 'b': startAfter must name another scenario");
    assertThatThrownBy(
            () ->
                plan(
                    Set.of("default"),
                    Scenarios.after("c", constantVus("b", 0, 1)),
                    Scenarios.after("a", constantVus("c", 0, 1)),
                    Scenarios.after("b", constantVus("a", 0, 1)),
                    Scenarios.after("b", constantVus("d", 0, 1))))
        .hasMessage(
            "scenario 'a': startAfter goes in a circle (a after b after c after a), so that none"
                + " of them can start");
  }

  @Test
  @DisplayName("each function of a mix must be exported")
  void mix() {
    ScenarioOptions mixed =
        Scenarios.mixed(
            new Mix(new LinkedHashMap<>(Map.of("browze", 2L)), false), constantVus("s", 0, 1));
    assertThatThrownBy(() -> plan(Set.of("browse", "buy"), mixed))
        .hasMessage("scenario 's': function 'browze' not found in exports; did you mean 'browse'?");
    assertThat(plan(Set.of("browze"), mixed).bullets())
        .containsExactly("* s: 1 looping VUs for 10s (weights: browze 2, gracefulStop: 5s)");
  }

  @Test
  @DisplayName("instances plan what is theirs, and all of it together is the test")
  void segments() {
    ScenarioOptions[] scenarios = {
      constantVus("a", 0, 7),
      iterations("b", 20, 3),
      Scenarios.scenario(
          "c",
          "ramping-vus",
          Duration.ZERO,
          Duration.ZERO,
          "default",
          "{'startVUs':0,'stages':[{'duration':'10s','target':10}],'gracefulRampDown':'0s'}"),
    };
    for (String[] instances :
        List.of(
            new String[] {"0:1/3", "1/3:2/3", "2/3:1"},
            new String[] {"0:1/2", "1/2:3/4", "3/4:1"})) {
      String sequence = "0," + instances[1].replace(':', ',') + ",1";
      List<ExecutionPlan> plans =
          Arrays.stream(instances)
              .map(
                  instance ->
                      Planner.plan(
                          options(Segment.parse(instance, sequence), scenarios), Set.of("default")))
              .toList();
      assertThat(plans.stream().mapToInt(ExecutionPlan::maxVus).sum())
          .isEqualTo(plan(Set.of("default"), scenarios).maxVus());
    }
  }

  @Test
  @DisplayName("an instance without virtual users of a scenario leaves it out")
  void idle() {
    Options options =
        options(
            Segment.parse("3/4:1", ""),
            constantVus("a", 3, 1),
            Scenarios.after("a", constantVus("b", 1, 8)));
    ExecutionPlan plan = Planner.plan(options, Set.of("default"));

    assertThat(plan.scenarios()).extracting(ScenarioPlan::name).containsExactly("b");
    assertThat(plan.scenarios().getFirst().start().after()).isEmpty();
    assertThat(plan.scenarios().getFirst().start().delay()).isEqualTo(Duration.ofSeconds(14));
    assertThat(plan.headline()).startsWith("(25.00%) 1 scenario, 2 max VUs,");
  }
}
