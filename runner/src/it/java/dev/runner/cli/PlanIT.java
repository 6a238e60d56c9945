package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import dev.runner.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `runner plan` shows, and that it starts nothing.
class PlanIT {
  private static final String SCRIPT =
      """
      export const options = { scenarios: {
        steady: { executor: 'constant-vus', vus: 2, duration: '10s', gracefulStop: '0s' },
        later: { executor: 'shared-iterations', vus: 6, iterations: 20, maxDuration: '10s',
          startTime: '20s' },
        orders: { executor: 'constant-arrival-rate', rate: 10, duration: '4s', startTime: '1s',
          preAllocatedVUs: 1, maxVUs: 3, gracefulStop: '1s' },
      } };
      console.log('loaded');
      export function setup() { console.log('ran setup'); }
      export default function () { console.log('ran an iteration'); }
      export function teardown() { console.log('ran teardown'); }
      export function handleSummary() { console.log('ran handleSummary'); return {}; }
      """;

  private static final String PLAIN = "export default function () { console.log('ran'); }";

  @TempDir private Path folder;

  private Result plan(String script, String... flags) {
    Cli cli = new Cli(folder);
    cli.file("script.js", script);
    var arguments = new ArrayList<>(List.of("plan"));
    arguments.addAll(List.of(flags));
    arguments.add("script.js");
    return cli.run(arguments.toArray(String[]::new));
  }

  private static Map<?, ?> json(Result result) {
    assertThat(result.code()).as(result.toString()).isZero();
    return (Map<?, ?>) Json.parse(result.out());
  }

  @Test
  @DisplayName("every scenario stands there with its times, VUs and iterations, then all together")
  void text() {
    Result result = plan(SCRIPT);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out())
        .startsWith("scenarios: (100.00%) 3 scenarios, 6 max VUs, 1m0s max duration")
        .containsSubsequence(
            "steady: 2 looping VUs for 10s",
            "starts        0s",
            "ends          10s, with graceful stop at the latest 10s",
            "iterations    as many as fit",
            "orders: 10.00 iterations/s for 4s",
            "starts        1s",
            "iterations    40, unless VUs are short",
            "first starts  1.000s  1.100s  1.200s",
            "last starts   4.500s  4.600s",
            "later: 20 iterations shared among 6 VUs",
            "starts        20s",
            "iterations    20",
            "all scenarios",
            "VUs ready     at most 6");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 110);
  }

  @Test
  @DisplayName("nothing is started and nothing written")
  void startsNothing() {
    Result result = plan(SCRIPT, "--out=json=out.json", "--summary-export=summary.json");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("loaded").doesNotContain("ran ");
    assertThat(result.out()).doesNotContain("ran ", "TOTAL RESULTS");
    assertThat(folder).isDirectoryNotContaining("glob:**/*.json");
  }

  @Test
  @DisplayName("--json prints every step in seconds since the start of the run")
  void json() {
    Map<?, ?> json = json(plan(SCRIPT, "--json"));
    assertThat(json.get("segment")).isEqualTo("0:1");
    assertThat(number(json.get("maxVUs"))).isEqualTo(6);
    assertThat(number(json.get("maxDuration"))).isEqualTo(60);
    assertThat(json.get("vusReady").toString())
        .isEqualTo(
            "[{at=0, vus=2}, {at=1, vus=5}, {at=6, vus=2}, {at=10, vus=0}, {at=20, vus=6}, "
                + "{at=60, vus=0}]");
    assertThat(json.get("scenarios"))
        .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
        .satisfiesExactly(
            steady -> {
              assertThat(steady.get("name")).isEqualTo("steady");
              assertThat(steady.get("executor")).isEqualTo("constant-vus");
              assertThat(steady.get("vus")).hasToString("[{at=0, vus=2}, {at=10, vus=0}]");
              assertThat(steady.containsKey("iterations")).isFalse();
            },
            orders -> {
              assertThat(number(orders.get("start"))).isEqualTo(1);
              assertThat(number(orders.get("end"))).isEqualTo(5);
              assertThat(number(orders.get("latestEnd"))).isEqualTo(6);
              assertThat(number(orders.get("iterations"))).isEqualTo(40);
              assertThat(number(orders.get("startsEvery"))).isEqualTo(1);
              assertThat(orders.get("starts")).hasToString("[10, 10, 10, 10]");
            },
            later -> {
              assertThat(later.get("name")).isEqualTo("later");
              assertThat(later.get("exec")).isEqualTo("default");
              assertThat(number(later.get("iterations"))).isEqualTo(20);
              assertThat(number(later.get("latestEnd"))).isEqualTo(60);
            });
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  @Test
  @DisplayName("flags count as they do for run")
  void flags() {
    assertThat(plan(PLAIN, "--vus=3", "--duration=2s").out())
        .contains("default: 3 looping VUs for 2s");
    assertThat(plan(PLAIN, "--stage=4s:8", "--stage=1s:0").out())
        .contains("max VUs, 35s max duration", "VUs           1 to 8");
    Map<?, ?> part =
        json(plan(PLAIN, "--json", "--vus=7", "--duration=2s", "--execution-segment=0:1/3"));
    assertThat(part.get("segment")).isEqualTo("0:1/3");
    assertThat(number(part.get("maxVUs"))).isEqualTo(3);
  }

  @Test
  @DisplayName("a part that gets no virtual user says so")
  void nothing() {
    Result result = plan(PLAIN, "--execution-segment=2/3:1");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("this part of the test gets no virtual user");
  }

  @Test
  @DisplayName("a scenario after another shows from when to when it may start")
  void startAfter() {
    String script =
        """
        export const options = { scenarios: {
          fill: { executor: 'per-vu-iterations', maxDuration: '10s', gracefulStop: '5s' },
          use: { executor: 'constant-vus', duration: '3s', startAfter: 'fill', startTime: '1s' },
        } };
        export default function () {}
        """;
    assertThat(plan(script).out())
        .contains("starts        1s after the end of fill: from 1s to 16s")
        .contains("1 max VUs, 49s max duration");
    assertThat(json(plan(script, "--json")).toString())
        .contains("startAfter=fill, earliestStart=1, start=16, end=19");
  }

  @Test
  @DisplayName("a locale without UTF-8 gets plain ASCII")
  void ascii() {
    Cli cli = new Cli(folder).env("LC_ALL", "C");
    cli.file("script.js", SCRIPT);
    Result result = cli.run("plan", "script.js");
    assertThat(result.out()).contains("|####").matches("\\p{ASCII}*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--vus=0 --duration=1s", "--vus=3 --iterations=2", "--execution-segment=x"})
  @DisplayName("options that run refuses are refused with 104")
  void wrongOptions(String flags) {
    Result result = plan(PLAIN, flags.split(" "));
    assertThat(result.code()).as(result.toString()).isEqualTo(104);
    assertThat(result.out()).isEmpty();
  }

  @Test
  @DisplayName("wrong use and a missing file are 255, an error of the script 107")
  void wrongUse() {
    Result missing = new Cli(folder).run("plan", "none.js");
    assertThat(missing.code()).as(missing.toString()).isEqualTo(255);
    assertThat(missing.err()).contains("none.js").doesNotContain("\tat ");
    assertThat(new Cli(folder).run("plan").code()).isEqualTo(255);
    Result unknown = plan(PLAIN, "--jsn");
    assertThat(unknown.code()).isEqualTo(255);
    assertThat(unknown.err()).contains("runner plan: ", "--jsn");
    assertThat(plan("throw new Error('no');").code()).isEqualTo(107);
  }
}
