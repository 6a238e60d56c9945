package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What scripts learn from `k6/execution`, and what they do by it.
class ExecutionIT {
  @TempDir private Path folder;

  private Result run(String script, String... flags) {
    return new Cli(folder).script("import exec from 'k6/execution';\n" + script, flags);
  }

  @Test
  @DisplayName("scenario, virtual user and instance tell the numbers of an iteration")
  void numbers() {
    Result result =
        run(
            """
            export const options = {
              scenarios: { a: { executor: 'per-vu-iterations', vus: 2, iterations: 3 } },
            };
            export function setup() {
              const { vu, instance } = exec;
              console.log('setup', vu.idInInstance, vu.idInTest, instance.vusInitialized,
                instance.iterationsCompleted);
            }
            export default function () {
              const { scenario, vu, instance } = exec;
              const started = Date.now() - scenario.startTime;
              if (!(started >= 0 && started < 60000)) throw new Error(`start ${started}`);
              if (!(scenario.progress >= 0 && scenario.progress <= 1)) throw new Error('progress');
              if (!(instance.currentTestRunDuration > 0)) throw new Error('duration');
              if (instance.vusActive < 1 || instance.vusActive > 2) throw new Error('active');
              if (vu.iterationInInstance !== __ITER) throw new Error('iteration');
              console.log('it', scenario.name, scenario.executor, scenario.iterationInTest);
              console.log('vu', vu.idInTest === vu.idInInstance, vu.iterationInScenario,
                instance.vusInitialized, scenario.iterationInTest === scenario.iterationInInstance);
            }
            """,
            "--fail-on-errors");
    assertThat(result.code()).as(result.toString()).isZero();
    List<String> lines = result.logged();
    assertThat(lines).contains("setup 0 0 2 0");
    assertThat(new TreeSet<>(lines.stream().filter(line -> line.startsWith("it")).toList()))
        .containsExactly(
            "it a per-vu-iterations 0",
            "it a per-vu-iterations 1",
            "it a per-vu-iterations 2",
            "it a per-vu-iterations 3",
            "it a per-vu-iterations 4",
            "it a per-vu-iterations 5");
    assertThat(lines.stream().filter(line -> line.startsWith("vu")).sorted())
        .containsExactly(
            "vu true 0 2 true",
            "vu true 0 2 true",
            "vu true 1 2 true",
            "vu true 1 2 true",
            "vu true 2 2 true",
            "vu true 2 2 true");
  }

  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource({
    "exec.vu.idInTest, init",
    "exec.vu.metrics.tags, init",
    "exec.vu.tags, init",
    "exec.scenario.name, init",
    "exec.instance.vusActive, init",
    "exec.test.options, init",
    "exec.test.fail(), init",
    "exec.scenario.name, setup",
    "exec.scenario.iterationInTest, teardown",
    "exec.instance.vusActive, teardown",
  })
  @DisplayName("what makes no sense in a stage is refused there")
  void refused(String what, String stage) {
    String attempt = "try { " + what + "; } catch (e) { console.log('refused', e.message); }\n";
    Result result =
        run(
            switch (stage) {
              case "init" -> attempt + "export default function () {}";
              default ->
                  "export function "
                      + stage
                      + "() { "
                      + attempt
                      + " }\nexport default function () {}";
            });
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.logged()).isNotEmpty().allMatch(line -> line.startsWith("refused exec."));
  }

  @Test
  @DisplayName("nothing but tags and metadata can be written")
  void readOnly() {
    Result result =
        run(
            """
            const attempts = [
              () => { exec.vu.idInTest = 7; }, () => { exec.scenario.name = 'b'; },
              () => { exec.scenario = {}; }, () => { exec.vu.metrics.tags = {}; },
              () => { exec.vu.metrics = {}; }, () => { exec.test.abort = null; },
              () => { exec.test.options.scenarios.default.vus = 9; },
              () => { exec.vu.metrics.tags.a = {}; }, () => { exec.vu.metrics.metadata.a = null; },
            ];
            export default function () {
              console.log(attempts.map((attempt) => {
                try { attempt(); return 'written'; } catch (e) { return e.constructor.name; }
              }).join());
            }
            """);
    assertThat(result.logged())
        .as(result.toString())
        .containsExactly("TypeError".concat(",TypeError".repeat(8)));
  }

  @Test
  @DisplayName("tags set by the script are on its samples, until the scenario ends")
  void tags() throws IOException {
    Result result =
        run(
            """
            import { Counter } from 'k6/metrics';
            import { group } from 'k6';
            const counter = new Counter('mine');
            export const options = {
              tags: { of: 'test' },
              scenarios: {
                a: { executor: 'per-vu-iterations', exec: 'a', tags: { sort: 'first' } },
                b: { executor: 'per-vu-iterations', exec: 'b', startTime: '600ms' },
              },
            };
            export function a() {
              const { tags } = exec.vu.metrics;
              console.log(JSON.stringify(tags));
              tags.number = 7;
              tags.flag = true;
              exec.vu.tags.scenario = 'renamed';
              delete tags.sort;
              delete tags.unheard;
              counter.add(1);
              group('g', () => { console.log(Object.keys(tags).join(), 'flag' in tags, tags.no); });
            }
            export function b() { console.log(JSON.stringify(exec.vu.metrics.tags)); }
            """,
            "--out=json=out.json");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.logged())
        .containsExactly(
            "{\"group\":\"\",\"of\":\"test\",\"scenario\":\"a\",\"sort\":\"first\"}",
            "flag,group,number,of,scenario true undefined",
            "{\"group\":\"\",\"of\":\"test\",\"scenario\":\"b\"}");
    assertThat(Files.readAllLines(folder.resolve("out.json")))
        .filteredOn(line -> line.contains("\"metric\":\"mine\"") && line.contains("Point"))
        .singleElement()
        .asString()
        .contains(
            "\"tags\":{\"flag\":\"true\",\"group\":\"\",\"number\":\"7\",\"of\":\"test\","
                + "\"scenario\":\"renamed\"}}}");
  }

  @Test
  @DisplayName("metadata goes along in JSON lines and nowhere else")
  void metadata() throws IOException {
    Result result =
        run(
            """
            import { Counter } from 'k6/metrics';
            const counter = new Counter('mine');
            export const options = { iterations: 3, thresholds: { 'mine{trace:1}': ['count==0'] } };
            export default function () {
              exec.vu.metrics.metadata.trace = __ITER;
              counter.add(1);
              delete exec.vu.metrics.metadata.trace;
              counter.add(1);
            }
            """,
            "--out=json=out.json");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(Files.readAllLines(folder.resolve("out.json")))
        .filteredOn(line -> line.contains("\"metric\":\"mine\"") && line.contains("Point"))
        .hasSize(6)
        .anyMatch(line -> line.contains(",\"metadata\":{\"trace\":\"0\"}}"))
        .anyMatch(line -> line.contains(",\"metadata\":{\"trace\":\"2\"}}"))
        .filteredOn(line -> !line.contains("metadata"))
        .hasSize(3);
  }

  @Test
  @DisplayName("test.options are those of all sources, shortcuts turned into scenarios")
  void options() {
    Result result =
        run(
            """
            export const options = {
              vus: 2, iterations: 4, setupTimeout: 5000,
              thresholds: { checks: ['rate==1', { threshold: 'rate>0', abortOnFail: true }] },
            };
            export default function () {
              const all = exec.test.options;
              if (exec.scenario.iterationInTest === 0) {
                console.log(JSON.stringify(all.scenarios));
                console.log(JSON.stringify([
                  all.tags, all.setupTimeout, all.rps, 'vus' in all, 'paused' in all, all.thresholds,
                ]));
              }
            }
            """,
            "--tag=a=b");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.logged().getFirst())
        .contains("{\"default\":{\"executor\":\"shared-iterations\"", "\"vus\":2,\"iterations\":4");
    assertThat(result.logged().getLast())
        .isEqualTo(
            "[{\"a\":\"b\"},\"5s\",null,false,true,{\"checks\":[\"rate==1\","
                + "{\"threshold\":\"rate>0\",\"abortOnFail\":true,\"delayAbortEval\":\"0s\"}]}]");
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({"setup", "teardown", "default"})
  @DisplayName("test.fail() makes the run 110, above thresholds, and lets it go on")
  void fail(String stage) {
    Result result =
        run(
            """
            export const options = { iterations: 2, thresholds: { iterations: ['count>5'] } };
            function at(stage) {
              if (stage === '%s') { exec.test.fail('not good'); console.log('went on'); }
            }
            export function setup() { at('setup'); }
            export default function () { at('default'); }
            export function teardown() { at('teardown'); console.log('cleaned'); }
            """
                .formatted(stage));
    assertThat(result.code()).as(result.toString()).isEqualTo(110);
    assertThat(result.err()).contains("not good");
    assertThat(result.logged()).contains("went on", "cleaned");
    assertThat(result.out()).containsPattern("iterations\\.+: 2 ");
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({
    "first-init, false, false",
    "vu-init, false, false",
    "setup, false, true",
    "default, true, true",
    "teardown, false, true"
  })
  @DisplayName("test.abort() is 108 wherever it is called, and runs nothing after it")
  void abort(String stage, boolean cleans, boolean summary) {
    Result result =
        run(
            """
            export const options = { vus: 2, iterations: 2, thresholds: { iterations: ['count>5'] } };
            function at(stage) {
              if (stage !== '%s') return;
              try { exec.test.abort('enough'); } catch { console.log('caught'); }
              finally { console.log('finally'); }
            }
            at(__VU === 0 ? 'first-init' : 'vu-init');
            export function setup() { at('setup'); }
            export default function () { at('default'); }
            export function teardown() { at('teardown'); console.log('cleaned'); }
            export function handleSummary() { return { stdout: 'summary of mine' }; }
            """
                .formatted(stage));
    assertThat(result.code()).as(result.toString()).isEqualTo(108);
    assertThat(result.err()).contains("enough");
    if (!stage.endsWith("init")) {
      assertThat(result.logged()).doesNotContain("caught", "finally");
    }
    assertThat(result.logged().contains("cleaned")).isEqualTo(cleans);
    assertThat(result.out().contains("summary of mine")).isEqualTo(summary);
  }
}
