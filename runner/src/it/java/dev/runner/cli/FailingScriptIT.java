package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A script whose iterations fail does not look as if all were well.
class FailingScriptIT {
  private static final String MIXED =
      """
      export const options = { iterations: 10 };
      function deep(what) {
        throw new TypeError(what);
      }
      export default function () {
        if (__ITER < 3) deep('wrong turn');
        if (__ITER === 4) throw new Error('lost');
      }
      """;

  @TempDir private Path folder;

  private Result run(String script, String... flags) {
    return new Cli(folder).script(script, flags);
  }

  private static List<String> errors(Result result) {
    return result.err().lines().filter(line -> line.contains("level=error")).toList();
  }

  @Test
  @DisplayName("failed iterations are counted and listed with count, place and first occurrence")
  void summary() {
    Result result = run(MIXED);

    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out())
        .containsPattern("iteration_failed\\.+: 40\\.00% 4 out of 10")
        .containsPattern("iterations\\.+: 10 ")
        .contains("ERRORS IN ITERATIONS")
        .containsPattern(
            "✗ TypeError: wrong turn\n +↳  3 times at file://\\S+script.js:3:\\d+; first after \\S+"
                + " in scenario default \\(VU 1, iteration 0\\)")
        .containsPattern(
            "✗ Error: lost\n +↳  once at file://\\S+script.js:7:\\d+; .*iteration 4\\)");
  }

  @Test
  @DisplayName("a run without errors says nothing of them, and in its full summary one line")
  void noErrors() {
    assertThat(run("export default function () {}\n").out())
        .doesNotContain("ERRORS", "iteration_failed");

    assertThat(run("export default function () {}\n", "--summary-mode=full").out())
        .containsPattern("iteration_failed\\.+: 0\\.00% +0 out of 1")
        .doesNotContain("ERRORS");
  }

  @Test
  @DisplayName("all summaries for machines list the errors")
  void machines() {
    String handler =
        """
        export function handleSummary(data) {
          return { 'handled.json': JSON.stringify(data.iteration_errors) };
        }
        """;
    run(MIXED + handler, "--summary-export=old.json");
    run(MIXED, "--new-machine-readable-summary", "--summary-export=new.json");

    for (String name : List.of("handled.json", "old.json", "new.json")) {
      assertThat(folder.resolve(name))
          .content()
          .as(name)
          .containsPattern("\"count\": ?4,\\s*\"distinct\": ?2,")
          .containsPattern("\"message\": ?\"TypeError: wrong turn\"")
          .containsPattern("\"position\": ?\"file://\\S+script.js:3:")
          .containsPattern("\"iteration\": ?0,\\s*\"scenario\": ?\"default\"");
    }
  }

  @Test
  @DisplayName("--fail-on-errors makes a failed iteration 99, and a run without errors stays 0")
  void failOnErrors() {
    Result failed = run(MIXED, "--fail-on-errors");
    Result fine = run("export default function () {}\n", "--fail-on-errors");

    assertThat(failed.code()).as(failed.toString()).isEqualTo(99);
    assertThat(failed.err()).contains("iteration_failed");
    assertThat(failed.out()).contains("✗ 'rate==0' rate=40.00%");
    assertThat(fine.code()).as(fine.toString()).isZero();
    assertThat(fine.out()).contains("✓ 'rate==0' rate=0.00%");
  }

  @Test
  @DisplayName("the option failOnErrors does the same, beside thresholds of the script")
  void option() {
    Result result =
        run(
            """
            export const options = {
              failOnErrors: true,
              thresholds: { iteration_failed: ['rate<0.6'], iterations: ['count==2'] },
              iterations: 2,
            };
            export default function () { if (__ITER === 1) throw 'no'; }
            """);
    assertThat(result.code()).as(result.toString()).isEqualTo(99);
    assertThat(result.out())
        .contains("✓ 'rate<0.6' rate=50.00%", "✗ 'rate==0'", "✓ 'count==2'", "✗ no");
  }

  @Test
  @DisplayName("a rejected promise that nobody handles fails its iteration, with its scenario")
  void rejection() {
    Result result =
        run(
            """
            export const options = { iterations: 4 };
            export default async function () {
              if (__ITER === 0) throw new Error('late');
              if (__ITER === 1) Promise.reject(new Error('loose'));
              if (__ITER === 2) Promise.reject(new Error('caught')).catch(() => {});
            }
            """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(errors(result)).hasSize(2);
    assertThat(errors(result))
        .allMatch(
            line ->
                line.contains("Uncaught (in promise) Error: l")
                    && line.contains("executor=shared-iterations")
                    && line.contains("scenario=default")
                    && !line.contains("hint="));
    assertThat(result.out())
        .containsPattern("iteration_failed\\.+: 50\\.00%")
        .containsPattern("✗ Error: late\n +↳  once at file://\\S+:3:");
  }

  @Test
  @DisplayName("an exception in a timer fails its iteration")
  void timer() {
    Result result =
        run(
            """
            export const options = { iterations: 2 };
            export default function () {
              setTimeout(() => { if (__ITER === 0) throw new Error('in a timer'); }, 1);
              setTimeout(() => {}, 2);
            }
            """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(errors(result)).hasSize(1);
    assertThat(result.out())
        .containsPattern("iteration_failed\\.+: 50\\.00%")
        .contains("✗ Error: in a timer");
  }
}
