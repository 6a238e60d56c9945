package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bad input: the exit code, and one line that names the culprit and the remedy.
class ExitCodesIT {
  private static final String FINE = "export default function () {}\n";

  @TempDir private Path folder;

  private Result run(String script, String... flags) {
    return new Cli(folder).script(script, flags);
  }

  /// The log has exactly one error line, without a Java stack trace.
  private static void assertOneError(Result result, int code, String... parts) {
    assertThat(result.code()).as(result.toString()).isEqualTo(code);
    assertThat(result.err().lines().filter(line -> line.contains("level=error")))
        .as(result.toString())
        .singleElement()
        .asString()
        .contains(parts);
    assertThat(result.err()).doesNotContain("java.").doesNotContain("\tat dev.runner");
  }

  @Test
  @DisplayName("a script that runs through is 0")
  void fine() {
    assertThat(run(FINE).code()).isZero();
  }

  @Test
  @DisplayName("a script that does not exist is 255 and named")
  void missingScript() {
    assertOneError(new Cli(folder).run("run", "nowhere.js"), 255, "nowhere.js");
  }

  @Test
  @DisplayName("unknown commands and words too many are 255 and named")
  void unmatched() {
    Result command = new Cli(folder).run("rewind");
    Result word = new Cli(folder).run("run", "a.js", "b.js");

    assertThat(command.code()).isEqualTo(255);
    assertThat(command.err())
        .isEqualToIgnoringNewLines("runner: no command 'rewind'; see 'runner --help'\n");
    assertThat(word.code()).isEqualTo(255);
    assertThat(word.err()).contains("one too many: 'b.js'");
  }

  @Test
  @DisplayName("a folder instead of a script is 255")
  void folderAsScript() {
    assertOneError(new Cli(folder).run("run", folder.toString()), 255, folder.toString());
  }

  @Test
  @DisplayName("an unknown log format is 255")
  void logFormat() {
    Result result = new Cli(folder).script(FINE, "--log-format=xml");
    assertThat(result.code()).isEqualTo(255);
    assertThat(result.err())
        .isEqualToIgnoringNewLines(
            "runner run: --log-format must be text, json or raw, found 'xml'");
  }

  @Test
  @DisplayName("a syntax error is 107 with file, line and column")
  void syntaxError() {
    assertOneError(run("export default function () {\n  let x = ;\n}\n"), 107, "script.js:2:");
  }

  @Test
  @DisplayName("a binary file as script is 107, and its bytes are not repeated")
  void binary() {
    Result result = run("\0\1\2\uFFFDbinary\0\n");
    assertOneError(result, 107, "script.js:1:", "not JavaScript but binary data");
    assertThat(result.err()).doesNotContain("\0", "\uFFFD");
  }

  @Test
  @DisplayName("an exception in init code is 107 with its place")
  void initException() {
    assertOneError(run("\nthrow new Error('no way');\n" + FINE), 107, "no way", "script.js:2:");
  }

  @Test
  @DisplayName("an import that does not exist is 255")
  void missingImport() {
    assertOneError(run("import './lost.js';\n" + FINE), 255, "lost.js");
    assertOneError(run("import 'k6/lost';\n" + FINE), 255, "k6/lost");
    assertOneError(run("import 'lodash';\n" + FINE), 255, "lodash");
  }

  @Test
  @DisplayName("no default function is 104, no function at all is 255")
  void noFunction() {
    assertOneError(run("export function other() {}"), 104, "default");
    assertOneError(run("export const options = {};"), 255, "export a default function");
  }

  @ParameterizedTest(name = "{0} is {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--nonsense | 255 | --nonsense",
        "--vus=many | 255 | many",
        "--duration=soon | 255 | soon",
        "--summary-mode=loud | 255 | loud",
        "--summary-trend-stats=p(101) | 255 | p(101)",
        "--out=punchcard | 255 | json",
        "--out=json=no/such/folder/x.json | 255 | no/such/folder/x.json",
        "--config=lost.json | 104 | lost.json",
        "--tag=x= | 255 | x",
      })
  void badFlags(String flag, int code, String part) {
    Result result = run(FINE, flag);
    assertThat(result.code()).as(result.toString()).isEqualTo(code);
    assertThat(result.err()).contains(part);
    assertThat(result.err().lines()).as(result.toString()).hasSize(1);
  }

  @Test
  @DisplayName("no script, two scripts and an unknown command are 255")
  void wrongUse() {
    assertThat(new Cli(folder).run("run").code()).isEqualTo(255);
    assertThat(new Cli(folder).run("run", "a.js", "b.js").code()).isEqualTo(255);
    Result unknown = new Cli(folder).run("scale");
    assertThat(unknown.code()).isEqualTo(255);
    assertThat(unknown.err()).contains("scale");
    assertThat(new Cli(folder).run().code()).isZero();
    assertThat(new Cli(folder).run("--version").out())
        .isEqualTo(new Cli(folder).run("version").out())
        .startsWith("runner v");
    assertThat(new Cli(folder).run("--help").out()).contains("run", "demo", "version");
  }

  @ParameterizedTest(name = "options {0} is 104")
  @CsvSource(
      delimiter = '|',
      value = {
        "{ vus: 'many' } | vus",
        "{ vus: 0, duration: '1s' } | vus",
        "{ duration: '0s' } | duration",
        "{ iterations: 1, vus: 2 } | iterations",
        "{ iterations: 2, duration: '1s', stages: [{ duration: '1s', target: 1 }] } | stages",
        "{ thresholds: { checks: 'rate>0.5' } } | thresholds",
        "{ thresholds: { checks: ['rate>>0.5'] } } | rate>>0.5",
        "{ thresholds: { http_reqs: ['p(95)<5'] } } | p(95)",
        "{ thresholds: { unheard_of: ['count>1'] } } | unheard_of",
        "{ scenarios: { a: { executor: 'magic' } } } | magic",
        "{ scenarios: { a: { executor: 'constant-arrival-rate' } } } | rate is missing",
        "{ scenarios: { a: { executor: 'constant-vus', duration: '1s', wheels: 4 } } } | wheels",
        "{ scenarios: { a: { executor: 'constant-vus', duration: '1s', exec: 'lost' } } } | lost",
        "{ setupTimeout: '0s' } | setupTimeout",
        "{ tags: { a: 1 } } | tags",
      })
  void badOptions(String options, String part) {
    assertOneError(run("export const options = " + options + ";\n" + FINE), 104, part);
  }

  @Test
  @DisplayName("a wrong variable of the environment is 104")
  void badEnvironment() {
    assertOneError(new Cli(folder).env("K6_VUS", "many").script(FINE), 104, "K6_VUS", "many");
    assertOneError(
        new Cli(folder).env("RUNNER_THROW", "1").script(FINE), 104, "RUNNER_THROW", "true");
  }

  @Test
  @DisplayName("a config file that is not JSON is 104 with line and column")
  void badConfig() {
    var cli = new Cli(folder);
    Path config = cli.file("config.json", "{\n  \"vus\": two\n}");
    assertOneError(cli.script(FINE, "--config", config.toString()), 104, "config.json", "line 2");
  }

  @Test
  @DisplayName("an option that does not exist is a warning")
  void unknownOption() {
    Result result = run("export const options = { vuss: 2 };\n" + FINE);
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("level=warning", "vuss");
  }

  @Test
  @DisplayName("a failed threshold is 99 and named")
  void failedThreshold() {
    assertOneError(
        run("export const options = { thresholds: { iterations: ['count>5'] } };\n" + FINE),
        99,
        "iterations");
    assertThat(
            run(
                    "export const options = { thresholds: { iterations: ['count>5'] } };\n" + FINE,
                    "--no-thresholds")
                .code())
        .isZero();
  }

  @Test
  @DisplayName("setup that throws is 107; teardown does not run, the summary does")
  void setupThrows() {
    Result result =
        run(
            """
            export function setup() { throw new Error('no database'); }
            export default function () {}
            export function teardown() { console.log('cleaned'); }
            export function handleSummary() { return { stdout: 'summary of mine' }; }
            """);
    assertOneError(result, 107, "no database", "script.js:1:");
    assertThat(result.out()).contains("summary of mine");
    assertThat(result.err()).doesNotContain("cleaned");
  }

  @Test
  @DisplayName("setup that takes too long is 100, teardown 101")
  void stageTimeouts() {
    assertOneError(
        run(
            """
            import { sleep } from 'k6';
            export const options = { setupTimeout: '200ms' };
            export function setup() { sleep(60); }
            export default function () {}
            """),
        100,
        "setupTimeout",
        "200ms");
    assertOneError(
        run(
            """
            export const options = {
              teardownTimeout: '200ms', thresholds: { iterations: ['count>5'] },
            };
            export function teardown() { while (true) {} }
            export default function () {}
            """),
        101,
        "teardownTimeout");
  }

  @Test
  @DisplayName("teardown that throws is 107, whatever the thresholds say")
  void teardownThrows() {
    assertThat(
            run("""
                    export const options = { thresholds: { iterations: ['count>5'] } };
                    export function teardown() { throw new Error('cannot clean'); }
                    export default function () {}
                    """)
                .code())
        .isEqualTo(107);
  }

  @Test
  @DisplayName("a rejected promise of setup is 255, and so is a result that is no JSON")
  void asyncSetup() {
    assertOneError(
        run(
            """
            export async function setup() { throw new Error('later'); }
            export default function () {}
            """),
        255,
        "later");
    assertOneError(
        run(
            """
            export function setup() { const a = {}; a.self = a; return a; }
            export default function () {}
            """),
        255,
        "setup()");
  }

  @Test
  @DisplayName("iterations that throw are logged with their place, and the code stays 0")
  void iterationThrows() {
    Result result =
        run(
            """
            export const options = { iterations: 3 };
            function deep() { throw new TypeError('wrong turn'); }
            export default function () {
              deep();
            }
            """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err().lines().filter(line -> line.contains("wrong turn")))
        .hasSize(3)
        .allMatch(
            line ->
                line.contains("at deep (file://")
                    && line.contains("script.js:2:")
                    && line.contains("script.js:4:")
                    && line.contains("scenario=default"));
    assertThat(result.out()).contains("iterations");
  }

  @Test
  @DisplayName("a script that ends the test is 108 and runs nothing after it")
  void abort() {
    Result result =
        run(
            """
            import exec from 'k6/execution';
            export const options = { vus: 2, iterations: 10, thresholds: { iterations: ['count>50'] } };
            export default function () {
              try {
                exec.test.abort('enough');
              } catch (e) {
                console.log('caught');
              } finally {
                console.log('finally');
              }
            }
            export function teardown() { console.log('cleaned'); }
            """);
    assertThat(result.code()).as(result.toString()).isEqualTo(108);
    assertThat(result.err())
        .contains("enough", "cleaned")
        .doesNotContain("caught")
        .doesNotContain("finally");
  }

  @Test
  @DisplayName("ending the test in init code is 108 too")
  void abortInInit() {
    Result result = run("import exec from 'k6/execution';\nexec.test.abort('not today');\n" + FINE);
    assertThat(result.code()).as(result.toString()).isEqualTo(108);
    assertThat(result.err()).contains("not today");
  }

  @Test
  @DisplayName("a summary file that cannot be written is told and changes no exit code")
  void unwritableExport() {
    Result result = run(FINE, "--summary-export", "no/such/folder/summary.json");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("level=error", "no/such/folder/summary.json");
  }

  @Test
  @DisplayName("a stack trace of Java appears with --verbose only")
  void verbose() {
    assertThat(run("throw new Error('no');\n" + FINE, "--verbose").err()).contains("at dev.runner");
  }

  @Test
  @DisplayName("no folder or file is left behind")
  void leavesNothing() throws Exception {
    run(FINE);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("script.js"));
    }
  }
}
