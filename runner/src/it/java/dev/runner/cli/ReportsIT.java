package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runner.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reports that are written when a test is over.
class ReportsIT {
  private static final String CHECKS =
      """
      import { check } from 'k6';
      export const options = { thresholds: { checks: ['rate==1'] } };
      export default function () {
        check(1, { fine: (n) => n === 1, odd: (n) => n === 2 });
      }
      """;

  @TempDir private Path folder;

  @Test
  @DisplayName("-o junit=FILE writes thresholds and checks, and the exit code stays as it is")
  void junit() throws IOException {
    Result result = new Cli(folder).script(CHECKS, "-o", "junit=results.xml");
    assertThat(result.code()).as(result.toString()).isEqualTo(99);
    assertThat(result.out()).contains("output: junit (results.xml)");
    assertThat(Files.readString(folder.resolve("results.xml")))
        .contains("classname=\"thresholds.checks\" name=\"rate==1\"")
        .contains("message=\"1 of 1 failed\"");
  }

  @Test
  @DisplayName("a report that has no folder is refused before the test runs")
  void noFolder() {
    Result result = new Cli(folder).script(CHECKS, "-o", "junit=nowhere/results.xml");
    assertThat(result.code()).isEqualTo(255);
    assertThat(result.out()).doesNotContain("TOTAL RESULTS");
    assertThat(result.err())
        .contains("output junit: cannot write to 'nowhere/results.xml': there is no folder")
        .contains("name another file");
  }

  @Test
  @DisplayName("an unknown output is answered with all outputs and reports that there are")
  void unknown() {
    Result result = new Cli(folder).env("K6_OUT", "pigeon=coop").script(CHECKS);
    assertThat(result.code()).isEqualTo(255);
    assertThat(result.err())
        .contains("output 'pigeon' is unknown; use one of: ")
        .contains("json")
        .contains("junit");
  }

  @Test
  @DisplayName("a report that cannot be written in the end costs one line and nothing else")
  void fullDisk() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full here");
    Result result =
        new Cli(folder).script(CHECKS, "-o", "junit=" + full, "-o", "junit=results.xml");
    assertThat(result.code()).isEqualTo(99);
    assertThat(result.err())
        .contains("output junit (/dev/full) is not complete: No space left on device");
    assertThat(result.out()).contains("█ TOTAL RESULTS");
    assertThat(folder.resolve("results.xml")).isNotEmptyFile();
  }

  @Test
  @DisplayName("no report holds a secret")
  void secrets() throws IOException {
    Result result =
        new Cli(folder)
            .script(
                """
                import secrets from 'k6/secrets';
                export default async function () {
                  throw new Error('key ' + (await secrets.get('key')));
                }
                """,
                "--secret-source=mock=key=hidden-value",
                "-o",
                "junit=results.xml");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(Files.readString(folder.resolve("results.xml")))
        .contains("key ***SECRET_REDACTED***")
        .doesNotContain("hidden-value");
  }

  @Test
  @DisplayName("on GitHub the step gets a summary and crossed thresholds are annotated")
  void github() throws IOException {
    Files.writeString(folder.resolve("summary.md"), "before\n");
    Result result =
        new Cli(folder)
            .env("GITHUB_ACTIONS", "true")
            .env("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString())
            .script(
                """
                import { check } from 'k6';
                export const options = { thresholds: { checks: ['rate==1'] } };
                export default function () {
                  check(1, { odd: (n) => n === 2 });
                  throw new Error('100% broken\\nfor sure');
                }
                """,
                "-o", "markdown=report.md");
    assertThat(result.out())
        .contains("::error title=Threshold crossed::checks: wanted rate==1, observed rate=0.00%25")
        .contains("1 errors, most often: Error: 100%25 broken%0Afor sure");
    String report = Files.readString(folder.resolve("report.md"));
    assertThat(report).contains("❌ Load test failed: `script.js`", "| `odd` | 0 | 1 |");
    assertThat(folder.resolve("summary.md")).hasContent("before\n" + report);
  }

  @Test
  @DisplayName("--progress=json writes events to standard error, --progress=none nothing")
  void progress() {
    Result json = new Cli(folder).script(CHECKS, "--progress=json");
    assertThat(json.err()).contains("{\"event\":\"finished\",\"phase\":\"running\"");
    assertThat(json.out()).contains("scenarios:").doesNotContain("running (");
    assertThat(new Cli(folder).script(CHECKS, "--progress=none").out())
        .contains("scenarios:")
        .doesNotContain("running (");
    Result wrong = new Cli(folder).script(CHECKS, "--progress=loud");
    assertThat(wrong.code()).isEqualTo(255);
    assertThat(wrong.err()).contains("--progress must be tty, plain, json or none, found 'loud'");
  }

  @Test
  @DisplayName("--per-vu shows each virtual user by its number in the test, in recordings as well")
  void perVu() throws IOException {
    String script =
        """
        import http from 'k6/http';
        import { sleep } from 'k6';
        export const options = {
          scenarios: { shop: { executor: 'per-vu-iterations', vus: 4, iterations: 3 } },
        };
        export default function () {
          http.get(`${__ENV.BASE_URL}/status/${__ITER === 0 ? 404 : 200}`);
          if (__ITER === 1) throw new Error('odd');
        }
        """;
    Result result =
        new Cli(folder)
            .env("RUNNER_PER_VU", "true")
            .script(
                script,
                "--demo",
                "--execution-segment=1/2:1",
                "--summary-json=all.json",
                "-o",
                "run=all.run");
    assertThat(result.out())
        .containsPattern("VU +iterations +failed +requests +errors +avg")
        .containsPattern("\n +2 +3 +1 +3 +1 ")
        .containsPattern("\n +4 +3 +1 +3 +1 ")
        .doesNotContainPattern("\n +[13] +3 +1 +3 +1 ");
    assertThat(Files.readString(folder.resolve("all.json")))
        .containsPattern("\"virtual_users\": \\{\\s+\"count\": 2");
    String table = result.out().substring(result.out().indexOf("█ VIRTUAL USERS")).strip();
    assertThat(new Cli(folder).run("report", "all.run").out()).contains(table);
    assertThat(
            new Cli(folder)
                .env("RUNNER_PER_VU", "true")
                .script(script, "--demo", "--per-vu=false")
                .out())
        .doesNotContain("█ VIRTUAL");
  }

  @Test
  @DisplayName("--summary-json writes all results, and --verbose logs each request")
  void summaryJson() throws IOException {
    Result result =
        new Cli(folder)
            .script(
                """
                import http from 'k6/http';
                export const options = { thresholds: { http_reqs: ['rate>1/s'] } };
                export default function () {
                  http.get(__ENV.BASE_URL + '/products/1');
                }
                """,
                "--demo",
                "--verbose",
                "--summary-json",
                "all.json");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).containsPattern("✓ GET http\\S+/products/1 200 [0-9.]+ms");
    assertThat(result.out()).contains("█ THRESHOLDS AND MARGINS");
    assertThat(Files.readString(folder.resolve("all.json")))
        .contains("\"format\": \"runner-summary\"")
        .contains("\"expression\": \"rate>1/s\"");
  }
}
