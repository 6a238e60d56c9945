package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ends that come early: Ctrl-C, graceful stops, thresholds that abort.
class StoppingIT {
  @TempDir private Path folder;

  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!threadsOfRuns().isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(threadsOfRuns()).as("threads that outlive their run").isEmpty();
  }

  private static List<String> threadsOfRuns() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(
            name ->
                name.startsWith("vu-")
                    || name.startsWith("scenario-")
                    || name.startsWith("runner-progress")
                    || name.startsWith("runner-turns")
                    || name.startsWith("runner-gauges"))
        .toList();
  }

  @ParameterizedTest(name = "while virtual users do {0}")
  @ValueSource(
      strings = {
        "sleep(300)",
        "while (true) {}",
        "try { while (true) {} } catch (e) {} finally { console.log('went on'); }",
        "sleep(0.01)",
        "http.get(__ENV.BASE_URL + '/delay/10')",
        "http.batch([__ENV.BASE_URL + '/delay/10', __ENV.BASE_URL + '/delay/10'])",
        "return new Promise((resolve) => setTimeout(resolve, 300000))",
        "return http.asyncRequest('GET', __ENV.BASE_URL + '/delay/10').then(() => {})",
      })
  @DisplayName("Ctrl-C interrupts iterations, runs teardown and the summary, and is 105")
  void signal(String work) throws Exception {
    var cli = new Cli(folder);
    cli.file(
        "script.js",
        """
        import http from 'k6/http';
        import { sleep } from 'k6';
        export const options = { vus: 20, duration: '10m' };
        export default function () {
          if (__ITER === 0) console.log('working');
          %s;
        }
        export function teardown() { console.log('cleaned'); }
        """
            .formatted(work));
    CompletableFuture<Result> ended = cli.start("run", "--demo", "script.js");
    cli.awaitText("working");

    cli.signal();

    Result result = ended.get(30, TimeUnit.SECONDS);
    assertThat(result.code()).as(result.toString()).isEqualTo(105);
    assertThat(result.err()).contains("cleaned").doesNotContain("went on", "no iteration ran");
    assertThat(result.out()).contains("data_received");
    assertThat(cli.halts()).isEmpty();
  }

  @Test
  @DisplayName("timers that are pending when an iteration is interrupted are cancelled, and told")
  void timers() {
    Result result =
        new Cli(folder)
            .script(
                """
                export const options = {
                  scenarios: {
                    s: { executor: 'constant-vus', vus: 1, duration: '1s', gracefulStop: '0s' },
                  },
                };
                export default () => { setInterval(() => {}, 10); setTimeout(() => {}, 90000); };
                """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err())
        .contains("2 timers were cancelled because the iteration was interrupted");
  }

  @Test
  @DisplayName("Ctrl-C while virtual users load the script ends the process at once")
  void signalInInit() throws Exception {
    var cli = new Cli(folder);
    cli.file(
        "script.js",
        """
        import { sleep } from 'k6';
        if (__VU > 0) { console.log('loading'); sleep(2); }
        export default function () {}
        """);
    CompletableFuture<Result> ended = cli.start("run", "script.js");
    cli.awaitText("loading");

    cli.signal();

    assertThat(cli.halts()).containsExactly(105);
    assertThat(ended.get(30, TimeUnit.SECONDS).err()).contains("stopped before the test began");
  }

  @ParameterizedTest(name = "by {0}")
  @ValueSource(strings = {"exec.test.abort('enough')", "while (true) {}", "sleep(300)"})
  @DisplayName("the end of a test stops all scenarios, however busy, and teardown follows")
  void abort(String work) {
    Result result =
        new Cli(folder)
            .script(
                """
                import { sleep } from 'k6';
                import exec from 'k6/execution';
                export const options = {
                  scenarios: {
                    busy: { executor: 'constant-vus', vus: 4, duration: '10m', exec: 'busy' },
                    open: {
                      executor: 'constant-arrival-rate', rate: 50, duration: '10m', preAllocatedVUs: 5, exec: 'busy',
                    },
                    ender: {
                      executor: 'shared-iterations', exec: 'ender', startTime: '500ms',
                    },
                  },
                };
                export function busy() { %s }
                export function ender() { exec.test.abort('enough'); }
                export function teardown() { console.log('cleaned'); }
                """
                    .formatted(work));
    assertThat(result.code()).as(result.toString()).isEqualTo(108);
    assertThat(result.err()).contains("cleaned", "enough");
  }

  @Test
  @DisplayName("a second Ctrl-C ends the process at once")
  void secondSignal() throws Exception {
    var cli = new Cli(folder);
    cli.file(
        "script.js",
        """
        import { sleep } from 'k6';
        export const options = { duration: '10m' };
        export default function () { console.log('working'); sleep(300); }
        export function teardown() { console.log('cleaning'); sleep(1); }
        """);
    CompletableFuture<Result> ended = cli.start("run", "script.js");
    cli.awaitText("working");
    cli.signal();
    cli.awaitText("cleaning");

    cli.signal();

    assertThat(cli.halts()).containsExactly(105);
    ended.get(30, TimeUnit.SECONDS);
  }

  @Test
  @DisplayName("Ctrl-C during setup skips iterations and teardown")
  void signalInSetup() throws Exception {
    var cli = new Cli(folder);
    cli.file(
        "script.js",
        """
        import { sleep } from 'k6';
        export function setup() { console.log('preparing'); sleep(300); }
        export default function () { console.log('working'); }
        export function teardown() { console.log('cleaned'); }
        export function handleSummary() { return { stdout: 'summary of mine' }; }
        """);
    CompletableFuture<Result> ended = cli.start("run", "script.js");
    cli.awaitText("preparing");

    cli.signal();

    Result result = ended.get(30, TimeUnit.SECONDS);
    assertThat(result.code()).as(result.toString()).isEqualTo(105);
    assertThat(result.err()).doesNotContain("cleaned").doesNotContain("working");
    assertThat(result.out()).contains("summary of mine");
  }

  @Test
  @DisplayName("an iteration may finish within gracefulStop, a longer one is interrupted")
  void gracefulStop() {
    Result result =
        new Cli(folder)
            .script(
                """
                import { sleep } from 'k6';
                export const options = {
                  scenarios: {
                    patient: {
                      executor: 'constant-vus', vus: 2, duration: '1s', gracefulStop: '20s',
                    },
                    hasty: {
                      executor: 'constant-vus', vus: 2, duration: '1s', gracefulStop: '0s', exec: 'long',
                    },
                  },
                };
                export default function () { sleep(1.2); }
                export function long() { sleep(60); }
                """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out())
        .contains("2 complete and 2 interrupted iterations")
        .containsPattern("iterations\\.+: 2 ");
  }

  @Test
  @DisplayName("a run in which no iteration ended says so")
  void nothingFinished() {
    Result result =
        new Cli(folder)
            .script(
                """
                import { sleep } from 'k6';
                export const options = {
                  scenarios: { a: { executor: 'constant-vus', duration: '1s', gracefulStop: '0s' } },
                };
                export default function () { sleep(60); }
                """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("level=warning", "no iteration ran to its end");
  }

  @Test
  @DisplayName("a threshold with abortOnFail stops the test and is 99")
  void abortOnFail() {
    long before = System.nanoTime();
    Result result =
        new Cli(folder)
            .script(
                """
                import { check, sleep } from 'k6';
                export const options = {
                  duration: '10m',
                  thresholds: { checks: [{ threshold: 'rate>0.9', abortOnFail: true }] },
                };
                export default function () { check(1, { never: false }); sleep(0.01); }
                export function teardown() { console.log('cleaned'); }
                """);
    assertThat(result.code()).as(result.toString()).isEqualTo(99);
    assertThat(result.err()).contains("cleaned", "checks", "abortOnFail");
    assertThat(result.out()).contains("✗ 'rate>0.9' rate=0.00%");
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before)).isLessThan(60);
  }

  @Test
  @DisplayName("no thread of a run outlives it")
  void leavesNoThreads() {
    new Cli(folder)
        .script(
            """
            import http from 'k6/http';
            import { sleep } from 'k6';
            export const options = { vus: 5, iterations: 20 };
            export function setup() { sleep(0.01); }
            export default function () { http.get(__ENV.BASE_URL + '/products'); }
            """,
            "--demo");
    assertThat(threadsOfRuns()).isEmpty();
  }
}
