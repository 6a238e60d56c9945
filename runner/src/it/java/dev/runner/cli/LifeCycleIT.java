package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What runs when in the life of a test: setup, virtual users, teardown, and data between them.
class LifeCycleIT {
  @TempDir private Path folder;

  private Result run(String script, String... flags) {
    return new Cli(folder).script(script, flags);
  }

  @Test
  @DisplayName("vuSetup and vuTeardown run once per virtual user, around its iterations")
  void once() {
    Result result =
        run(
            """
            import { sleep } from 'k6';
            export const options = {
              scenarios: { a: { executor: 'per-vu-iterations', vus: 1, iterations: 2 } },
            };
            export function setup() { return { n: 1 }; }
            export async function vuSetup(data) { sleep(0.3); data.n += 1; console.log('in', data.n); }
            export default function (data) { console.log('work', data.n); }
            export async function vuTeardown(data) { console.log('out', data.n); }
            export function teardown(data) { console.log('end', data.n); }
            """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.logged()).containsExactly("in 2", "work 2", "work 2", "out 2", "end 1");
    assertThat(result.out())
        .containsPattern("iterations\\.+: 2 ")
        .doesNotContainPattern("iteration_duration.*max=3\\d\\d(\\.\\d+)?ms");
  }

  @Test
  @DisplayName("a virtual user that changes scenarios undoes the first and prepares for the second")
  void reuse() {
    Result result =
        run(
            """
            import exec from 'k6/execution';
            let kept = 0;
            const one = { executor: 'per-vu-iterations', vus: 1, iterations: 2 };
            export const options = {
              scenarios: {
                a: { ...one, env: { MY: 'a' }, maxDuration: '1s', gracefulStop: '0s' },
                b: { ...one, startTime: '1s' },
              },
            };
            const note = (what) => console.log(what, exec.scenario.name, __ENV.MY, kept);
            export function vuSetup() { note('in'); }
            export default function () {
              kept++;
              exec.vu.metrics.tags.mine = 'x';
              console.log(exec.scenario.name, __ITER, exec.vu.iterationInScenario, __ENV.MY, kept);
            }
            export function vuTeardown() { note('out'); }
            """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.logged())
        .containsExactly(
            "in a a 0",
            "a 0 0 a 1",
            "a 1 1 a 2",
            "out a a 2",
            "in b undefined 2",
            "b 2 0 undefined 3",
            "b 3 1 undefined 4",
            "out b undefined 4");
  }

  @Test
  @DisplayName("vuSetup that fails fails the iteration and is tried again before the next")
  void failingSetup() {
    Result result =
        run(
            """
            let tries = 0;
            export const options = { iterations: 4 };
            export function vuSetup() { if (tries++ < 2) throw new Error('no session'); }
            export default function () { console.log('work'); }
            export function vuTeardown() { console.log('out'); }
            """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.logged()).containsExactly("work", "work", "out");
    assertThat(result.out())
        .containsPattern("iteration_failed\\.+: 50\\.00%")
        .containsPattern("✗ vuSetup\\(\\) failed: Error: no session\n +↳  2 times at file://");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"while (true) {}", "sleep(60)", "return new Promise(r => setTimeout(r, 6e4))"})
  @DisplayName("vuSetup that takes longer than setupTimeout is stopped and counts as failed")
  void slowSetup(String work) {
    Result result =
        run(
            """
            import { sleep } from 'k6';
            let tries = 0;
            export const options = { iterations: 2, setupTimeout: '300ms' };
            export function vuSetup() { if (tries++ < 1) { %s; } }
            export default function () { console.log('work'); }
            """
                .formatted(work));
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.logged()).containsExactly("work");
    assertThat(result.err()).contains("vuSetup() took longer than the option setupTimeout allows");
  }

  @Test
  @DisplayName("vuTeardown runs after Ctrl-C too, within teardownTimeout")
  void afterSignal() throws Exception {
    var cli = new Cli(folder);
    cli.file(
        "script.js",
        """
        import { sleep } from 'k6';
        export const options = { vus: 2, duration: '10m', teardownTimeout: '1s' };
        export default function () { console.log('working', __VU); sleep(300); }
        export function vuTeardown() { console.log('out', __VU); if (__VU === 2) sleep(300); }
        export function teardown() { console.log('cleaned'); }
        """);
    CompletableFuture<Result> ended = cli.start("run", "script.js");
    cli.awaitText("working 1");
    cli.awaitText("working 2");
    cli.signal();

    Result result = ended.get(30, TimeUnit.SECONDS);
    assertThat(result.code()).as(result.toString()).isEqualTo(105);
    assertThat(result.logged()).contains("out 1", "out 2", "cleaned");
    assertThat(result.err()).contains("vuTeardown() of 1 virtual users was not done within 1s");
  }

  @Test
  @DisplayName("setup data is what JSON can say of it, parsed once for each virtual user")
  void data() {
    Result result =
        run(
            """
            export const options = {
              scenarios: { a: { executor: 'per-vu-iterations', vus: 2, iterations: 2 } },
            };
            export async function setup() {
              return {
                gone: undefined, date: new Date(0), map: new Map([['a', 1]]), n: 1,
                bytes: new Uint8Array([1, 2]), buffer: new ArrayBuffer(2), list: [undefined, 1.5],
              };
            }
            export default function (data) {
              if (__VU === 1) console.log(JSON.stringify(data));
              data.n++;
            }
            export function teardown(data) { console.log('end', data.n); }
            """);
    assertThat(result.code()).as(result.toString()).isZero();
    String first =
        "{\"gone\":null,\"date\":\"1970-01-01T00:00:00Z\",\"map\":[[\"a\",1]],\"n\":1,"
            + "\"bytes\":\"AQI=\",\"buffer\":{},\"list\":[null,1.5]}";
    assertThat(result.logged())
        .containsExactly(first, first.replace("\"n\":1", "\"n\":2"), "end 1");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"() => 1", "[NaN]", "{ get: () => 1 }", "Infinity"})
  @DisplayName("setup data that JSON cannot say is 255")
  void badData(String value) {
    Result result =
        run("export function setup() { return (" + value + "); }\nexport default function () {}");
    assertThat(result.code()).as(result.toString()).isEqualTo(255);
    assertThat(result.err()).contains("setup() returned something that cannot be kept as JSON");
  }

  @Test
  @DisplayName("without a return value, and with --no-setup, the data is undefined")
  void noData() {
    String script =
        "export function setup() { return __ENV.DATA; }\n"
            + "export default function (data) { console.log('data', data); }";
    assertThat(run(script).logged()).containsExactly("data undefined");
    assertThat(run(script, "-e", "DATA=1").logged()).containsExactly("data 1");
    assertThat(run(script, "-e", "DATA=1", "--no-setup").logged())
        .containsExactly("data undefined");
  }
}
