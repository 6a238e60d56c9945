package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every script in `scripts/` runs as its first lines say.
class ExamplesIT {
  private static final Path SCRIPTS = Path.of("..", "scripts").toAbsolutePath().normalize();

  /// Those that are meant to end otherwise than with 0.
  private static final Map<String, Integer> CODES = Map.of("abort.js", 108);

  @TempDir private Path folder;

  static List<Path> scripts() throws IOException {
    try (var files = Files.list(SCRIPTS)) {
      return files.filter(file -> file.toString().matches(".*\\.[jt]s")).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  @DisplayName("an example runs on the demo server")
  void runs(Path script) {
    String name = script.getFileName().toString();
    Result result =
        new Cli(folder)
            .env("K6_SECRET_SOURCE", "mock=api-key=not-for-you") // for secrets.js
            .run("run", "--demo", script.toString());
    assertThat(result.code()).as(result.toString()).isEqualTo(CODES.getOrDefault(name, 0));
    assertThat(result.out()).containsPattern("iterations\\.*: [1-9]|\\d+ requests");
    if (!List.of("failures.js", "abort.js").contains(name)) {
      assertThat(result.err()).doesNotContain("level=error").doesNotContain("Request Failed");
      assertThat(result.out()).doesNotContain("✗");
    }
  }

  @Test
  @DisplayName("quickstart passes its thresholds and counts what the shop saw")
  void quickstart() {
    Result result =
        new Cli(folder).run("run", "--demo", SCRIPTS.resolve("quickstart.js").toString());
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out())
        .contains("default: 10 looping VUs for 10s (gracefulStop: 30s)")
        .contains("✓ 'rate==1' rate=100.00%")
        .containsPattern("http_req_failed\\.+: 0\\.00%  ?0 out of \\d+")
        .containsPattern("vus\\.+: \\d+ +min=\\d+ +max=10");
  }

  @Test
  @DisplayName("a summary of its own goes where the script says")
  void handleSummary() throws IOException {
    Result result =
        new Cli(folder)
            .run(
                "run",
                "--demo",
                "--quiet",
                "-e",
                "REPORT=summary.json",
                SCRIPTS.resolve("handle-summary.js").toString());
    assertThat(result.out()).matches("10 requests, p99 \\d+\\.\\d ms\n");
    assertThat(Files.readString(folder.resolve("summary.json"))).contains("\"http_req_duration\"");
  }
}
