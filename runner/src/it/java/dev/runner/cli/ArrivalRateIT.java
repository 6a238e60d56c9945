package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Iterations that start by the clock.
class ArrivalRateIT {
  @TempDir private Path folder;

  private static long count(Result result, String metric) {
    Matcher matcher = Pattern.compile("(?m)^ +" + metric + "\\.+: +(\\d+)").matcher(result.out());
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  @Test
  @DisplayName(
      "iterations that find no virtual user are dropped, and all add up to what was planned")
  void drops() {
    Result result =
        new Cli(folder)
            .script(
                """
                import { sleep } from 'k6';
                export const options = { scenarios: { s: {
                  executor: 'constant-arrival-rate', rate: 20, duration: '2s',
                  preAllocatedVUs: 1, maxVUs: 3,
                } } };
                export default function () { sleep(0.5); }
                """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out())
        .contains("s: 20.00 iterations/s for 2s (maxVUs: 1-3, gracefulStop: 30s)")
        .containsPattern("\\[ 100% ] 0/3 VUs  2s  20\\.00 iters/s")
        .containsPattern("vus_max\\.+: 3 ")
        .containsPattern("iteration_start_lag\\.+: avg=");
    assertThat(count(result, "dropped_iterations")).as(result.toString()).isPositive();
    assertThat(count(result, "iterations") + count(result, "dropped_iterations"))
        .as(result.toString())
        .isEqualTo(40);
    assertThat(result.err())
        .containsOnlyOnce("Insufficient VUs, reached 3 active VUs")
        .contains("scenario=s");
  }

  @Test
  @DisplayName("queued iterations all run, and their waiting counts in the time of responses")
  void queues() {
    Result result =
        new Cli(folder)
            .script(
                """
                import http from 'k6/http';
                import { sleep } from 'k6';
                export const options = {
                  scenarios: { s: {
                    executor: 'ramping-arrival-rate', startRate: 20, preAllocatedVUs: 1,
                    stages: [{ duration: '1s', target: 20 }], onSaturation: 'queue',
                  } },
                  thresholds: {
                    iterations: ['count==20'],
                    iteration_start_lag: ['max>800'],
                    http_req_response_time: ['max>800'],
                    http_req_duration: ['med<800'],
                  },
                };
                export default function () {
                  http.get(`${__ENV.BASE_URL}/health`);
                  sleep(0.1);
                }
                """,
                "--demo");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out()).doesNotContain("dropped_iterations");
    assertThat(result.err()).contains("iterations are queued and start late");
  }

  @Test
  @DisplayName("a scenario whose starts are not planned measures no lag")
  void closed() {
    Result result =
        new Cli(folder)
            .script(
                """
                import http from 'k6/http';
                export default function () { http.get(`${__ENV.BASE_URL}/health`); }
                """,
                "--demo",
                "--summary-mode=full");
    assertThat(result.out())
        .contains("http_req_duration")
        .doesNotContain("iteration_start_lag")
        .doesNotContain("http_req_response_time");
  }

  @Test
  @DisplayName("parts of a test start together what the whole would")
  void segments() {
    long started = 0;
    for (String segment : new String[] {"0:1/3", "1/3:2/3", "2/3:1"}) {
      Result result =
          new Cli(folder)
              .script(
                  """
                  export const options = { scenarios: { s: {
                    executor: 'constant-arrival-rate', rate: 31, duration: '1s', preAllocatedVUs: 3,
                  } } };
                  export default function () {}
                  """,
                  "--execution-segment=" + segment,
                  "--execution-segment-sequence=0,1/3,2/3,1");
      assertThat(result.out()).contains("10.33 iterations/s for 1s (maxVUs: 1,");
      started += count(result, "iterations") + count(result, "dropped_iterations");
    }
    assertThat(started).isEqualTo(31);
  }
}
