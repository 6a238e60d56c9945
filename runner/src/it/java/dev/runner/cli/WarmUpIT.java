package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What runner does to get itself going before the clock starts.
class WarmUpIT {
  private static final String SCRIPT =
      """
      import http from 'k6/http';
      export const options = { vus: 2, iterations: 6 };
      export default function () {
        http.get(`${__ENV.BASE_URL}/`);
      }
      export function handleSummary({ metrics }) {
        const { iterations, http_reqs, checks, group_duration } = metrics;
        const counted = [iterations.values.count, http_reqs.values.count, checks, group_duration];
        return { stdout: JSON.stringify(counted) };
      }
      """;

  @TempDir private Path folder;

  @Test
  @DisplayName("a warm-up is shown as a stage of its own and is in no result")
  void leavesNoTrace() {
    Result result = new Cli(folder).script(SCRIPT, "--demo", "--warm-up=1200ms", "--progress=json");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("\"warming up\"");
    assertThat(result.out()).contains("[6,6,null,null]");
  }

  @Test
  @DisplayName("a warm-up can be switched off")
  void off() {
    Result result = new Cli(folder).script(SCRIPT, "--demo", "--warm-up=0", "--progress=json");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).doesNotContain("warming up");
  }

  @Test
  @DisplayName("a warm-up that is no duration, too short or too long is refused")
  void refused() {
    Result word = new Cli(folder).script(SCRIPT, "--warm-up=soon");
    assertThat(word.code()).isEqualTo(255);
    assertThat(word.err())
        .contains("--warm-up must be auto or a duration such as 3s, found 'soon'");
    for (String time : List.of("1h", "300ms", "-2s")) {
      Result result = new Cli(folder).script(SCRIPT, "--warm-up=" + time);
      assertThat(result.code()).isEqualTo(255);
      assertThat(result.err())
          .contains("--warm-up must be 0 or between 1s and 10m, found '" + time + "'");
    }
  }
}
