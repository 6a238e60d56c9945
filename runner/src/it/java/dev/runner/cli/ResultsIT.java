package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import dev.runner.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run leaves behind: summary, files, samples.
class ResultsIT {
  private static final String SHOPPERS =
      """
      import http from 'k6/http';
      import { check, group } from 'k6';
      import { Trend } from 'k6/metrics';
      const price = new Trend('price');
      export const options = {
        vus: 2,
        iterations: 10,
        thresholds: { http_req_failed: ['rate<0.01'], 'http_reqs{status:404}': ['count==10'] },
      };
      export default function () {
        group('look', () => {
          const res = http.get(__ENV.BASE_URL + '/products/1');
          check(res, { fine: (r) => r.status === 200 });
          price.add(__ITER);
        });
        http.get(__ENV.BASE_URL + '/status/404', { responseCallback: http.expectedStatuses(404) });
      }
      """;

  @TempDir private Path folder;

  @Test
  @DisplayName("the summary has its sections in order, with exact counts")
  void summary() {
    Result result = new Cli(folder).script(SHOPPERS, "--demo");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out())
        .containsSubsequence(
            "█ THRESHOLDS",
            "http_req_failed",
            "✓ 'rate<0.01' rate=0.00%",
            "http_reqs{status:404}",
            "✓ 'count==10' count=10",
            "█ TOTAL RESULTS",
            "checks_total",
            "checks_succeeded",
            "100.00% 10 out of 10",
            "✓ fine",
            "CUSTOM",
            "price",
            "HTTP",
            "http_req_duration",
            "{ expected_response:true }",
            "http_req_failed",
            "http_reqs",
            "EXECUTION",
            "iteration_duration",
            "NETWORK",
            "data_received",
            "data_sent");
    assertThat(result.out())
        .containsPattern("http_reqs\\.+: 20 ")
        .containsPattern("iterations\\.+: 10 ")
        .doesNotContain("http_req_blocked")
        .doesNotContain("\u001b");
  }

  @Test
  @DisplayName("full shows all HTTP timings, disabled shows nothing, quiet only the summary")
  void modes() {
    assertThat(new Cli(folder).script(SHOPPERS, "--demo", "--summary-mode=full").out())
        .contains("http_req_blocked", "http_req_waiting");
    Result disabled = new Cli(folder).script(SHOPPERS, "--demo", "--summary-mode=disabled", "-q");
    assertThat(disabled.out()).isEmpty();
    assertThat(disabled.code()).isZero();
    assertThat(new Cli(folder).script(SHOPPERS, "--demo", "-q").out())
        .doesNotContain("scenarios:")
        .doesNotContain("running (")
        .contains("█ TOTAL RESULTS");
  }

  @Test
  @DisplayName("on a terminal there are colours, unless not wanted")
  void colours() {
    assertThat(new Cli(folder).onTerminal().script(SHOPPERS, "--demo").out())
        .contains("\u001b[32m✓");
    assertThat(new Cli(folder).onTerminal().script(SHOPPERS, "--demo", "--no-color").out())
        .doesNotContain("\u001b[32m");
    assertThat(new Cli(folder).onTerminal().env("NO_COLOR", "1").script(SHOPPERS, "--demo").out())
        .doesNotContain("\u001b[32m");
  }

  @Test
  @DisplayName("--summary-export writes metrics, thresholds (true = failed) and groups")
  void export() throws IOException {
    new Cli(folder).script(SHOPPERS, "--demo", "--summary-export", "summary.json");
    Map<?, ?> summary = json(Files.readString(folder.resolve("summary.json")));
    Map<?, ?> metrics = (Map<?, ?>) summary.get("metrics");
    assertThat(((Map<?, ?>) metrics.get("http_reqs")).get("count")).isEqualTo(20L);
    assertThat(((Map<?, ?>) metrics.get("http_reqs{status:404}")).get("thresholds"))
        .isEqualTo(Map.of("count==10", false));
    Map<?, ?> groups = (Map<?, ?>) ((Map<?, ?>) summary.get("root_group")).get("groups");
    Map<?, ?> checks = (Map<?, ?>) ((Map<?, ?>) groups.get("look")).get("checks");
    assertThat(((Map<?, ?>) checks.get("fine")).get("passes")).isEqualTo(10L);
  }

  @Test
  @DisplayName("handleSummary gets metrics, options, state and setup data")
  void handleSummary() {
    Result result =
        new Cli(folder)
            .script(
                """
                export const options = { iterations: 4, thresholds: { iterations: ['count==4'] } };
                export function setup() { return { token: 'abc' }; }
                export default function (data) { if (data.token !== 'abc') throw new Error('no'); }
                export async function handleSummary(data) {
                  return {
                    stdout: JSON.stringify({
                      count: data.metrics.iterations.values.count,
                      ok: data.metrics.iterations.thresholds['count==4'].ok,
                      setup: data.setup_data,
                      tty: data.state.isStdOutTTY,
                      root: data.root_group.id,
                    }),
                    'bytes.bin': new Uint8Array([1, 2, 255]).buffer,
                  };
                }
                """,
                "-q");
    assertThat(json(result.out()))
        .isEqualTo(
            Map.of(
                "count",
                4L,
                "ok",
                true,
                "setup",
                Map.of("token", "abc"),
                "tty",
                false,
                "root",
                "d41d8cd98f00b204e9800998ecf8427e"));
    assertThat(folder.resolve("bytes.bin")).hasBinaryContent(new byte[] {1, 2, (byte) 255});
  }

  @Test
  @DisplayName("a handleSummary that throws is logged and the usual summary is shown")
  void handleSummaryThrows() {
    Result result =
        new Cli(folder)
            .script(
                """
                export default function () {}
                export function handleSummary() { throw new Error('no summary'); }
                """);
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("no summary");
    assertThat(result.out()).contains("█ TOTAL RESULTS");
  }

  @Test
  @DisplayName("-o json writes every sample with its tags, also compressed")
  void jsonOutput() throws IOException {
    new Cli(folder).script(SHOPPERS, "--demo", "-o", "json=all.json", "-o", "json=all.json.gz");
    List<String> lines = Files.readAllLines(folder.resolve("all.json"));
    assertThat(
            lines.stream()
                .filter(
                    line ->
                        line.contains("\"metric\":\"http_reqs\"")
                            && line.contains("\"type\":\"Point\"")))
        .hasSize(20);
    Map<?, ?> point =
        json(
            lines.stream()
                .filter(line -> line.startsWith("{\"metric\":\"checks\""))
                .filter(line -> line.contains("\"Point\""))
                .findFirst()
                .orElseThrow());
    Map<?, ?> data = (Map<?, ?>) point.get("data");
    assertThat(data.get("value")).isEqualTo(1L);
    assertThat(data.get("tags"))
        .isEqualTo(Map.of("check", "fine", "group", "::look", "scenario", "default"));
    assertThat((String) data.get("time")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*Z");
    try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve("all.json.gz")))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().count())
          .isEqualTo(lines.size());
    }
  }

  @Test
  @DisplayName("without a terminal, progress is a block of lines each second and one at the end")
  void plainProgress() {
    Result result =
        new Cli(folder)
            .script(
                """
                import { sleep } from 'k6';
                export const options = { vus: 2, duration: '2s' };
                export default function () { sleep(0.1); }
                """);
    assertThat(result.out())
        .containsPattern(
            "running \\(\\d?\\d?m?0?1\\.\\ds\\), 2/2 VUs, \\d+ complete and 0 interrupted")
        .containsPattern("default +\\[ +\\d+% ] 2 VUs")
        .containsPattern("default ✓ \\[ 100% ] 2 VUs");
  }

  @Test
  @DisplayName("on a terminal, progress is redrawn in place and log lines stay whole")
  void terminalProgress() {
    Result result =
        new Cli(folder)
            .onTerminal()
            .script(
                """
                import { sleep } from 'k6';
                export const options = { vus: 1, duration: '1s' };
                export default function () { console.log('a line of log'); sleep(0.3); }
                """);
    assertThat(result.out()).contains("=>", "\u001b[").containsPattern("INFO.*a line of log");
    assertThat(result.err()).doesNotContain("a line of log");
  }

  @Test
  @DisplayName("log lines can be JSON")
  void jsonLog() {
    Result result =
        new Cli(folder)
            .script(
                "export default function () { console.warn('say \"hi\"'); }", "--log-format=json");
    assertThat(json(result.err().lines().findFirst().orElseThrow()))
        .containsEntry("msg", "say \"hi\"")
        .containsEntry("level", "warning")
        .containsEntry("source", "console");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> json(String text) {
    return (Map<String, Object>) Json.parse(text);
  }
}
