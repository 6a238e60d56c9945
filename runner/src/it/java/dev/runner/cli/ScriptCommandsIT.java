package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import dev.runner.json.Json;
import dev.runner.source.K6Archive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `inspect`, `archive`, `deps`, `new` and `version`.
class ScriptCommandsIT {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void start() {
    cli = new Cli(folder);
  }

  private Result fresh(String... arguments) {
    return new Cli(folder).run(arguments);
  }

  @Test
  @DisplayName("inspect prints the script's options in order, null for those not set")
  void inspect() {
    cli.file(
        "script.js",
        """
        export const options = {
          vus: 2, duration: '90s', thresholds: { http_reqs: ['count>1'] }, tags: { a: 'b' },
          stages: null,
        };
        export default () => {};
        """);
    Result result = fresh("inspect", "script.js");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out())
        .startsWith("{\n  \"paused\": null,\n  \"vus\": 2,\n  \"duration\": \"1m30s\",\n")
        .contains("\"iterations\": null", "\"count\\u003e1\"", "\"summaryTrendStats\": null")
        .doesNotContain("seed", "maxVUs", "connections", "\"\"");
  }

  @Test
  @DisplayName("inspect --execution-requirements adds scenarios, the longest duration and most VUs")
  void requirements() {
    cli.file(
        "script.js",
        "export const options = { vus: 2, duration: '90s' }; export default () => {};");
    Result result = fresh("inspect", "--execution-requirements", "script.js");
    assertThat(result.code()).as(result.toString()).isZero();
    Map<?, ?> all = (Map<?, ?>) Json.parse(result.out());
    assertThat(all.get("totalDuration")).isEqualTo("2m0s");
    assertThat(all.get("maxVUs")).isEqualTo(2L);
    assertThat(String.valueOf(all.get("scenarios"))).contains("default");
    assertThat(String.valueOf(all.get("systemTags"))).contains("expected_response");
  }

  @Test
  @DisplayName("inspect tells wrong types (104), exceptions (107), and missing files (255)")
  void inspectFailures() {
    cli.file("types.js", "export const options = { vus: 'many' }; export default () => {};");
    cli.file("throws.js", "throw new Error('no');");
    cli.file("empty.js", "");
    cli.file(
        "executor.js",
        "export const options = { scenarios: { a: { executor: 'nope' } } };"
            + "export default () => {};");
    assertThat(fresh("inspect", "types.js").code()).isEqualTo(104);
    assertThat(fresh("inspect", "throws.js").code()).isEqualTo(107);
    assertThat(fresh("inspect", "gone.js").code()).isEqualTo(255);
    assertThat(fresh("inspect", "empty.js").code()).isEqualTo(255);
    assertThat(fresh("inspect").code()).isEqualTo(255);
    assertThat(fresh("inspect", "executor.js").code()).isZero();
  }

  private void project() {
    cli.file(
        "proj/tests/main.ts",
        """
        import { check } from 'k6';
        import users from '../data/users.json' with { type: 'json' };
        import { greet } from './lib.js';
        import { twice } from 'tiny';
        const table = open('../data/table.csv');
        interface User { name: string }
        export const options = { vus: 1, iterations: 2, tags: { kind: 'packed' } };
        export default function (): void {
          const user: User = users[0];
          console.log(greet(user.name), twice(2), table.trim(), __ENV.WHERE, __ENV.FROM_SYSTEM);
        }
        """);
    cli.file("proj/tests/lib.js", "exports.greet = (name) => 'hello ' + name;");
    cli.file("proj/data/users.json", "[{\"name\": \"Ada\"}]");
    cli.file("proj/data/table.csv", "a;b\n");
    cli.file("proj/package.json", "{}");
    cli.file(
        "proj/node_modules/tiny/package.json",
        "{\"name\": \"tiny\", \"exports\": {\".\": {\"import\": \"./esm/index.js\"}}}");
    cli.file("proj/node_modules/tiny/esm/index.js", "export * from './twice';");
    cli.file("proj/node_modules/tiny/esm/twice.js", "export const twice = (x) => 2 * x;");
  }

  @Test
  @DisplayName(
      "an archive has script, modules, packages, data, options and variables; it runs alone")
  void archive() throws Exception {
    project();
    Result packed =
        new Cli(folder)
            .env("FROM_SYSTEM", "secret")
            .run(
                "archive",
                "-O",
                "test.tar",
                "-e",
                "WHERE=there",
                "--vus",
                "2",
                "proj/tests/main.ts");
    assertThat(packed.code()).as(packed.toString()).isZero();
    byte[] bytes = Files.readAllBytes(folder.resolve("test.tar"));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(text).contains("metadata.json", "interface User").doesNotContain("secret");
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.move(folder.resolve("test.tar"), elsewhere.resolve("no-extension"));
    try (var files = Files.walk(folder.resolve("proj"))) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
    assertThat(folder.resolve("proj")).doesNotExist();

    Result result = new Cli(elsewhere).run("run", "-q", "no-extension");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("hello Ada 4 a;b there undefined");
    Result again = new Cli(elsewhere).run("run", "-q", "-e", "WHERE=here", "no-extension");
    assertThat(again.err()).contains("hello Ada 4 a;b here undefined");
    Result inspected = new Cli(elsewhere).run("inspect", "no-extension");
    assertThat(inspected.out()).contains("\"vus\": 2").contains("\"kind\": \"packed\"");
    Result repacked = new Cli(elsewhere).run("archive", "-O", "-", "no-extension");
    assertThat(repacked.out()).contains("interface User");
  }

  @Test
  @DisplayName("an archive of k6 runs, with its options, variables, data, local and remote modules")
  void archiveOfK6() throws Exception {
    byte[] archive =
        K6Archive.of(
            "/builds/shop/tests/script.js",
            """
            import { double } from '../lib/math.js';
            import { far } from 'https://jslib.example:8443/far/1.0.0/index.js';
            import { Counter } from 'k6/metrics';
            const users = JSON.parse(open('./data/users.json'));
            const seen = new Counter('seen');
            export const options = { iterations: 99 };
            export default function () {
              seen.add(double(1));
              console.log(`${users[0].name}, ${far}, ${__ENV.WHO}`);
            }
            """,
            """
            {
              "paused": null, "vus": 2, "duration": null, "iterations": 4, "stages": null,
              "scenarios": null, "executionSegment": null, "noSetup": null, "setupTimeout": null,
              "rps": null, "dns": { "ttl": null, "select": null, "policy": null },
              "userAgent": null, "tlsVersion": null, "tlsAuth": null, "throw": null,
              "thresholds": { "seen": ["count==8"] }, "blacklistIPs": null, "hosts": null,
              "cloud": null, "ext": null,
              "summaryTrendStats": ["avg", "min", "med", "max", "p(90)", "p(95)"],
              "summaryTimeUnit": null, "systemTags": ["method", "scenario", "status"],
              "tags": null, "discardResponseBodies": null
            }
            """,
            Map.of(
                "file/builds/shop/lib/math.js",
                "export const double = (n) => 2 * n;",
                "file/builds/shop/tests/data/users.json",
                "[{\"name\": \"Ada\"}]",
                "https/jslib.example:8443/far/1.0.0/index.js",
                "export { far } from './part.js';",
                "https/jslib.example:8443/far/1.0.0/part.js",
                "export const far = 'from afar';"));
    Files.write(folder.resolve("k6.tar"), archive);
    Result result = fresh("run", "k6.tar");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("msg=\"Ada, from afar, packed\"");
    assertThat(result.out()).containsPattern("iterations\\.+: 4 ").contains("✓ 'count==8' count=8");
    Result overridden = fresh("run", "-i", "1", "-u", "1", "-e", "WHO=me", "k6.tar");
    assertThat(overridden.code()).as(overridden.toString()).isEqualTo(99);
    assertThat(overridden.err()).contains("Ada, from afar, me");
  }

  @Test
  @DisplayName("a broken archive is one line")
  void brokenArchive() throws Exception {
    project();
    assertThat(fresh("archive", "proj/tests/main.ts").code()).isZero();
    byte[] bytes = Files.readAllBytes(folder.resolve("archive.tar"));
    Files.write(folder.resolve("cut.tar"), Arrays.copyOf(bytes, 1000));
    Result cut = fresh("run", "cut.tar");
    assertThat(cut.code()).as(cut.toString()).isEqualTo(255);
    assertThat(cut.err()).contains("cannot read archive").contains("cut off or damaged");
    Result asScript = fresh("run", "--type", "js", "archive.tar");
    assertThat(asScript.code()).as(asScript.toString()).isEqualTo(107);
  }

  @Test
  @DisplayName("deps lists what a script loads")
  void deps() {
    project();
    Result result = fresh("deps", "--json", "proj/tests/main.ts");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out())
        .contains("\"customBuildRequired\": false", "main.ts", "twice.js", "lib.js");
    assertThat(fresh("deps", "proj/tests/main.ts").out().lines()).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "protocol"})
  @DisplayName("new writes a script that runs")
  void newScript(String template) throws Exception {
    assertThat(fresh("new", "--template", template).code()).isZero();
    assertThat(fresh("new").code()).as("the file exists").isEqualTo(255);
    assertThat(fresh("new", "-f", "--template", template).code()).isZero();
    Result inspected = fresh("inspect", "--execution-requirements", "script.js");
    assertThat(inspected.code()).as(inspected.toString()).isZero();
    Result result =
        fresh("run", "-q", "--demo", "--no-thresholds", "-u", "1", "-i", "1", "script.js");
    assertThat(result.code()).as(result.toString()).isZero();
  }

  @Test
  @DisplayName("new copies a template of one's own, and refuses one that is not there")
  void ownTemplate() throws Exception {
    Path own = cli.file("own.js", "export default () => {};");
    assertThat(fresh("new", "--template", own.toString(), "made.js").code()).isZero();
    assertThat(folder.resolve("made.js")).hasContent("export default () => {};");
    Result unknown = fresh("new", "--template", "nope", "other.js");
    assertThat(unknown.code()).isEqualTo(255);
    assertThat(unknown.err()).contains("no template 'nope'");
    assertThat(folder.resolve("other.js")).doesNotExist();
  }

  @Test
  @DisplayName("version says what runs scripts")
  void version() {
    Map<?, ?> facts = (Map<?, ?>) Json.parse(fresh("version", "--json").out());
    assertThat(facts.keySet().stream().map(Object::toString))
        .as("the keys of k6, and our own")
        .contains("commit", "go_arch", "go_os", "go_version", "version")
        .contains("java", "system");
  }

  @Test
  @DisplayName("a script comes from standard input as well, CommonJS too")
  void standardInput() {
    cli.file("lib.js", "exports.x = 'lib';");
    Result result =
        new Cli(folder)
            .input("const { x } = require('./lib.js'); exports.default = () => console.log(x);")
            .run("run", "-q", "-");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("\"lib\"");
  }
}
