package dev.runner.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.executor.Executors;
import dev.runner.executor.Scenarios;
import dev.runner.json.Json;
import dev.runner.options.ScenarioOptions;
import dev.runner.pace.Mix;
import dev.runner.pace.Segment;
import dev.runner.plan.ExecutionPlan;
import dev.runner.plan.ScenarioPlan;
import dev.runner.plan.Start;
import dev.runner.random.Seed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Plans as text and as JSON.
final class PlanTextTest {
  private static final Seed SEED = new Seed(1);

  private static ScenarioOptions scenario(String name, String executor, String settings) {
    return Scenarios.scenario(
        name, executor, Duration.ZERO, Duration.ofSeconds(1), "default", settings);
  }

  private static ExecutionPlan plan(int maxVus, int seconds, ScenarioPlan... scenarios) {
    return new ExecutionPlan(
        List.of(scenarios), maxVus, Duration.ofSeconds(seconds), Segment.WHOLE);
  }

  private static ScenarioPlan planned(ScenarioOptions scenario) {
    return new ScenarioPlan(Executors.parse(scenario));
  }

  private static final ScenarioPlan RAMP =
      planned(
          scenario(
              "ramp",
              "ramping-vus",
              "{'startVUs':0,'stages':[{'duration':'4s','target':4},{'duration':'1s','target':4}],'gracefulRampDown':'0s'}"));

  private static final ScenarioPlan RATE =
      planned(
          scenario(
              "rate",
              "constant-arrival-rate",
              "{'rate':8,'duration':'10s','preAllocatedVUs':2,'maxVUs':5}"));

  @Test
  @DisplayName("a ramp is drawn as steps, and alone needs no chart of all scenarios")
  void ramp() {
    List<String> lines = PlanText.render(plan(4, 6, RAMP), SEED, 44, true);
    assertThat(lines)
        .contains(
            "  executor      ramping-vus",
            "  starts        0s",
            "  ends          5s, with graceful stop at the latest 6s",
            "  VUs           1 to 4",
            "  iterations    as many as fit")
        .doesNotContain("all scenarios");
    List<String> chart = lines.subList(lines.indexOf("  VUs") + 1, lines.size());
    assertThat(chart).hasSize(5).allMatch(line -> line.length() <= 44);
    assertThat(chart.get(3)).matches("  0 │ {7,8}█{31,32}");
    assertThat(chart.get(2)).matches("    │ {15,16}█{23,24}");
    assertThat(chart.get(4)).matches("     0s {30,40}5s");
  }

  @Test
  @DisplayName("planned starts are counted, drawn as a rate, and the first and last named")
  void arrivals() {
    List<String> lines = PlanText.render(plan(5, 11, RATE), SEED, 60, false);
    assertThat(lines)
        .contains(
            "  VUs           5",
            "  iterations    80, unless VUs are short",
            "  first starts  0.000s  0.125s  0.250s  0.375s  0.500s",
            "  last starts   9.375s  9.500s  9.625s  9.750s  9.875s",
            "  starts per second");
    assertThat(lines.get(lines.indexOf("  starts per second") + 1)).matches("  8 \\|#{40,56}");
  }

  @Test
  @DisplayName("several scenarios end with what they need together")
  void together() {
    List<String> lines = PlanText.render(plan(9, 11, RAMP, RATE), SEED, 80, true);
    assertThat(lines)
        .startsWith(
            "scenarios: (100.00%) 2 scenarios, 9 max VUs, 11s max duration (incl. graceful stop):")
        .containsSubsequence("all scenarios", "  VUs ready     at most 9", "  VUs");
  }

  @Test
  @DisplayName("a plan without scenarios says that nothing is to do")
  void nothing() {
    assertThat(PlanText.render(plan(0, 0), SEED, 80, true))
        .containsExactly(
            "scenarios: (100.00%) 0 scenarios, 0 max VUs, 0s max duration (incl. graceful stop):");
  }

  private static Map<?, ?> json(ExecutionPlan plan) {
    var json = Json.parse(Json.write(PlanJson.of(plan, SEED)));
    assertThat(json).isInstanceOf(Map.class);
    return (Map<?, ?>) json;
  }

  private static String scenarioJson(ScenarioPlan scenario) {
    return json(plan(1, 1, scenario)).get("scenarios").toString();
  }

  @Test
  @DisplayName("JSON has each step of the VUs, in seconds")
  void steps() {
    Map<?, ?> json = json(plan(4, 6, RAMP));
    assertThat(json.keySet()).hasToString("[segment, maxVUs, maxDuration, vusReady, scenarios]");
    assertThat(scenarioJson(RAMP))
        .contains("name=ramp, executor=ramping-vus, description=")
        .contains("exec=default, start=0, end=5, latestEnd=6")
        .contains("vus=[{at=1, vus=1}, {at=2, vus=2}, {at=3, vus=3}, {at=4, vus=4}, {at=5, vus=0}]")
        .doesNotContain("iterations=", "startAfter", "weights");
  }

  @Test
  @DisplayName("JSON has how many iterations start in each second, after the start of the run")
  void starts() {
    var scenario = new ScenarioPlan(RATE.config(), Start.at(Duration.ofSeconds(3)));
    assertThat(scenarioJson(scenario))
        .contains("start=3, end=13, latestEnd=14", "iterations=80")
        .contains("firstStarts=[3, 3.125, 3.25, 3.375, 3.5]")
        .contains("startsEvery=1, starts=[8, 8, 8, 8, 8, 8, 8, 8, 8, 8]");
  }

  @Test
  @DisplayName("JSON names the weights instead of a function, and the scenario to wait for")
  void mixAndStart() {
    var weights = new LinkedHashMap<String, Long>();
    weights.put("browse", 7L);
    weights.put("buy", 1L);
    ScenarioOptions mixed =
        Scenarios.mixed(
            new Mix(weights, false),
            scenario("mixed", "shared-iterations", "{'vus':2,'iterations':6}"));
    var scenario =
        new ScenarioPlan(
            Executors.parse(mixed),
            new Start("ramp", Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(6)));
    assertThat(scenarioJson(scenario))
        .contains("weights={browse=7, buy=1}", "startAfter=ramp, earliestStart=2, start=6")
        .contains("vus=[{at=6, vus=2}, {at=606, vus=0}]", "iterations=6")
        .doesNotContain("exec=");
    assertThat(PlanText.render(plan(2, 1000, scenario), SEED, 80, true))
        .contains("  starts        1s after the end of ramp: from 2s to 6s");
  }
}
