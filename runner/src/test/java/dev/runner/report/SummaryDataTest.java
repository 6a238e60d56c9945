package dev.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.json.Json;
import dev.runner.metrics.Snapshot;
import dev.runner.result.ExampleResult;
import dev.runner.result.Golden;
import dev.runner.result.TestResult;
import dev.runner.threshold.Verdict;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SummaryDataTest {
  private static final String NOW = "2026-11-21T02:37:27.123456789Z";

  private final ExampleResult example = new ExampleResult();

  private TestResult result(String setupData) {
    Snapshot snapshot = example.snapshot();
    TestResult plain = ExampleResult.of(snapshot, example.verdict(snapshot), "");
    return new TestResult(
        plain.facts(),
        plain.outcome(),
        plain.snapshot(),
        plain.verdict(),
        plain.failures(),
        setupData,
        plain.changes(),
        plain.losses(),
        plain.doubts(),
        plain.timeline(),
        plain.vus());
  }

  private void expect(Map<String, Object> data, String file) throws IOException {
    assertThat(Json.write(data, 4) + "\n").isEqualTo(Golden.file(getClass(), file));
  }

  @Test
  @DisplayName("--summary-export has groups and checks by name, flat values, true for crossed")
  void export() throws IOException {
    expect(new SummaryData(result("{\"token\": \"x\"}")).forExport(), "export.json");
  }

  @Test
  @DisplayName("handleSummary() gets lists of groups and checks, values apart, and the state")
  void handler() throws IOException {
    expect(new SummaryData(result("[1, null]")).forHandler(true, false, true), "handler.json");
  }

  @Test
  @DisplayName("the newer shape counts checks of one name as one, has no groups and thresholds")
  void newShape() throws IOException {
    expect(new SummaryData(result("1")).newShape(false, NOW), "new.json");
  }

  @Test
  @DisplayName("the newer shape has all phases of requests if the summary is full")
  void newFull() {
    Map<?, ?> full = new SummaryData(result("1")).newShape(true, NOW);
    assertThat(Json.write(full))
        .contains("\"name\":\"http_req_blocked\"")
        .doesNotContain("group_duration");
  }

  @Test
  @DisplayName("what k6 does not have is there only if there is something to say")
  void additions() {
    var failed = new SummaryData(example.result());
    assertThat(failed.forExport()).containsKey("iteration_errors").doesNotContainKey("setup_data");
    assertThat(Json.write(failed.newShape(false, NOW))).contains("\"iteration_errors\":{");
    Snapshot snapshot = example.snapshot();
    var fine = new SummaryData(ExampleResult.of(snapshot, Verdict.NONE, "ms"));
    assertThat(fine.forHandler(false, true, true))
        .containsOnlyKeys("root_group", "options", "state", "metrics");
    assertThat(Json.write(fine.forHandler(false, true, true))).doesNotContain("\"thresholds\"");
  }
}
