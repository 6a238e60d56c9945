package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where options come from and which wins.
class OptionsIT {
  private static final String SCRIPT =
      """
      export const options = { iterations: 3 };
      export default function () {}
      """;

  @TempDir private Path folder;

  @Test
  @DisplayName("config file < script < environment < flags")
  void precedence() {
    var config = new Cli(folder);
    config.file("config.json", "{ \"iterations\": 2 }");
    assertThat(config.script("export default function () {}", "-c", folder + "/config.json").out())
        .contains("2 iterations shared among 1 VUs");
    assertThat(new Cli(folder).script(SCRIPT, "-c", folder + "/config.json").out())
        .contains("3 iterations shared among 1 VUs");
    assertThat(new Cli(folder).env("K6_ITERATIONS", "4").script(SCRIPT).out())
        .contains("4 iterations shared among 1 VUs");
    assertThat(
            new Cli(folder)
                .env("K6_ITERATIONS", "4")
                .env("RUNNER_ITERATIONS", "5")
                .script(SCRIPT)
                .out())
        .contains("5 iterations shared among 1 VUs");
    assertThat(new Cli(folder).env("K6_ITERATIONS", "4").script(SCRIPT, "-i", "6", "-u", "2").out())
        .contains("6 iterations shared among 2 VUs");
  }

  @Test
  @DisplayName("a config file in the home directory is found, also one of k6")
  void homeConfig() {
    var cli = new Cli(folder);
    cli.file("home/.config/k6/config.json", "{ \"iterations\": 7 }");
    assertThat(cli.script("export default function () {}").out()).contains("7 iterations shared");
  }

  @Test
  @DisplayName("a duration from the command line replaces scenarios, with a warning")
  void overridesScenarios() {
    Result result =
        new Cli(folder)
            .script(
                """
                export const options = {
                  scenarios: { a: { executor: 'per-vu-iterations', vus: 2, iterations: 2 } },
                };
                export default function () {}
                """,
                "--iterations",
                "1");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out()).contains("1 iterations shared among 1 VUs");
    assertThat(result.err()).contains("level=warning", "cli");
  }

  @Test
  @DisplayName("__ENV holds the system's variables and those of -e over them")
  void scriptEnvironment() {
    var cli = new Cli(folder).env("CITY", "Rome").env("RIVER", "Tiber");
    Result result =
        cli.script(
            "export default function () { console.log(`${__ENV.CITY} ${__ENV.RIVER} ${__ENV.NEW}`); }",
            "-e",
            "CITY=Oslo",
            "--env",
            "NEW=a=b");
    assertThat(result.err()).contains("Oslo Tiber a=b");
    assertThat(
            new Cli(folder)
                .env("CITY", "Rome")
                .script(
                    "export default function () { console.log('city ' + __ENV.CITY); }",
                    "--include-system-env-vars=false")
                .err())
        .contains("city undefined");
  }

  @Test
  @DisplayName("a script is read from standard input")
  void standardInput() {
    var cli = new Cli(folder).input("export default function () { console.log('from afar'); }");
    Result result = cli.run("run", "-");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("from afar");
  }

  @Test
  @DisplayName("minIterationDuration spaces iterations and is not part of them")
  void minIterationDuration() {
    Result result =
        new Cli(folder)
            .script(
                """
                export const options = { iterations: 4, minIterationDuration: '150ms' };
                export default function () {}
                export function handleSummary(data) {
                  const m = data.metrics.iteration_duration.values;
                  return { stdout: `max ${m.max < 100} total ${data.state.testRunDurationMs >= 450}` };
                }
                """);
    assertThat(result.out()).as(result.toString()).contains("max true total true");
  }

  @Test
  @DisplayName("the scenario's env and tags reach its iterations only")
  void scenarioEnvAndTags() {
    Result result =
        new Cli(folder)
            .script(
                """
                import { Counter } from 'k6/metrics';
                const seen = new Counter('seen');
                export const options = {
                  scenarios: {
                    a: { executor: 'shared-iterations', exec: 'go', env: { WHO: 'ada' }, tags: { t: '1' } },
                    b: { executor: 'shared-iterations', exec: 'go', startTime: '300ms' },
                  },
                  tags: { run: 'x' },
                  thresholds: {
                    'seen{who:ada,t:1,scenario:a,run:x}': ['count==1'],
                    'seen{who:undefined,scenario:b,run:x}': ['count==1'],
                    'seen{t:1}': ['count==1'],
                  },
                };
                export function go() { seen.add(1, { who: String(__ENV.WHO) }); }
                """);
    assertThat(result.code()).as(result.toString()).isZero();
  }

  @Test
  @DisplayName("with throw a failed request throws")
  void throwOption() {
    String script =
        """
        import http from 'k6/http';
        export default function () {
          http.get('http://127.0.0.1:1/');
          console.log('went on');
        }
        """;
    assertThat(new Cli(folder).script(script).err()).contains("went on", "Request Failed");
    assertThat(new Cli(folder).script(script, "--throw").err())
        .contains("connection refused", "script.js:3:")
        .doesNotContain("went on");
  }
}
