package dev.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import dev.runner.result.ExampleResult;
import dev.runner.result.Golden;
import dev.runner.result.ManyUsers;
import dev.runner.result.MeasuredResult;
import dev.runner.result.TestResult;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Tags;
import dev.runner.threshold.Verdict;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TextReportTest {
  private final ExampleResult example = new ExampleResult();

  private String render(boolean thresholds, String timeUnit, TextReport.Style style) {
    Snapshot snapshot = example.snapshot();
    Verdict verdict = thresholds ? example.verdict(snapshot) : Verdict.NONE;
    return TextReport.render(ExampleResult.of(snapshot, verdict, timeUnit), style);
  }

  @Test
  @DisplayName("the compact summary has its sections, columns and marks in place")
  void compact() throws IOException {
    String text = render(true, "", TextReport.Style.plain(false));
    assertThat(Golden.stripped(text)).isEqualTo(Golden.file(getClass(), "compact.txt"));
  }

  @Test
  @DisplayName("the full summary has a block for each scenario, with its groups in it")
  void scenarios() throws IOException {
    try (var measured = new MeasuredResult("browse", "buy")) {
      measured.details();
      measured.requests("browse", "", 2, 200);
      measured.requests("browse", "::list", 3, 200);
      measured.requests("browse", "::list::item", 1, 404);
      measured.requests("buy", "::pay", 2, 503);
      measured.requests("", "::setup", 1, 200);
      String text = TextReport.render(measured.result(), TextReport.Style.plain(true));
      assertThat(Golden.stripped(text)).isEqualTo(Golden.file(getClass(), "scenarios.txt"));
    }
  }

  @Test
  @DisplayName("with the default scenario alone the full summary has a block for each group")
  void groups() throws IOException {
    try (var measured = new MeasuredResult("default")) {
      measured.details();
      measured.requests("default", "::list", 3, 200);
      measured.requests("default", "::list::item", 1, 200);
      String text = TextReport.render(measured.result(), TextReport.Style.plain(true));
      assertThat(Golden.stripped(text)).isEqualTo(Golden.file(getClass(), "groups.txt"));
    }
  }

  @Test
  @DisplayName("long names lose their middle on a narrow screen")
  void narrow() {
    try (var measured = new MeasuredResult("default")) {
      measured.requests("default", "", 1, 200);
      measured.requests("default", "::" + "long".repeat(20), 1, 200);
      assertThat(TextReport.render(measured.result(), TextReport.Style.terminal(false, false, 90)))
          .contains("GET http://shop/")
          .containsPattern("GET http:\\S+…\\S+longlong ")
          .satisfies(
              text ->
                  assertThat(text.lines().filter(line -> line.contains("…")))
                      .allMatch(line -> line.length() <= 90));
    }
  }

  @Test
  @DisplayName("at 40, 60 and 80 columns no line is longer, and lines of metrics go on below")
  void folded() throws IOException {
    TestResult result = ManyUsers.in(example.result(), 2);
    for (int columns : new int[] {40, 60, 80, 140}) {
      for (boolean full : new boolean[] {false, true}) {
        String text = TextReport.render(result, TextReport.Style.terminal(full, false, columns));
        assertThat(text.lines().map(String::stripTrailing))
            .as(columns + " columns")
            .allMatch(line -> line.length() <= columns);
      }
    }
    assertThat(
            Golden.stripped(TextReport.render(result, TextReport.Style.terminal(false, false, 60))))
        .isEqualTo(Golden.file(getClass(), "narrow.txt"));
  }

  @Test
  @DisplayName("colours take no room when lines are folded, and words stay whole")
  void folding() {
    assertThat(Folding.fold("  \u001b[31maaaa bbbb cccc dddd\u001b[0m eee\n\n x", 20))
        .isEqualTo("  \u001b[31maaaa bbbb cccc\n      dddd\u001b[0m eee\n\n x");
    assertThat(Folding.fold("a".repeat(50) + "\n", 20)).isEqualTo("a".repeat(50) + "\n");
  }

  @Test
  @DisplayName("virtual users have a table of fifty at most, and are said to be served unevenly")
  void users() {
    var style = TextReport.Style.terminal(false, false, 120);
    String few = TextReport.render(ManyUsers.in(example.result(), 2), style);
    assertThat(few)
        .contains("█ VIRTUAL USERS")
        .containsPattern("VU +iterations +failed +requests +errors +avg +min +p95 +max +received")
        .containsPattern("2 +12 +1 +20 +2 +2ms +2ms +2ms +2ms +5.0 kB +1.5 kB")
        .contains("! served unevenly (2.00 times): avg 1ms for VU 1, 2ms for VU 2")
        .contains("iterations of one VU: 11 to 12")
        .doesNotContain("more; --summary-json");
    String many = TextReport.render(ManyUsers.in(example.result(), 180), style);
    assertThat(many).contains("and 130 more; --summary-json FILE writes all of them");
    assertThat(many).containsPattern("\n +50 +60 ").doesNotContainPattern("\n +51 +61 ");
    assertThat(TextReport.render(example.result(), style)).doesNotContain("VIRTUAL USERS");
  }

  @Test
  @DisplayName("colours mark titles, values and verdicts")
  void colours() {
    String text = render(true, "ms", TextReport.Style.terminal(false, true, 100));
    assertThat(text)
        .contains("\u001b[1m█ THRESHOLDS\u001b[0m")
        .contains("\u001b[32m✓\u001b[0m")
        .contains("\u001b[31m✗\u001b[0m")
        .contains("\u001b[36m66.66%\u001b[0m")
        .contains("avg=\u001b[36m1.25ms\u001b[0m");
  }

  @Test
  @DisplayName("where nothing was measured there is no summary")
  void empty() {
    Metric requests = BuiltinMetrics.in(new MetricRegistry()).httpReqs();
    var none = new MetricSnapshot(requests, requests.name(), Tags.EMPTY, new Values.Counter(0, 0));
    var snapshot =
        new Snapshot(1, List.of(none), new GroupSnapshot("", "", List.of(), List.of()), List.of());
    assertThat(
            TextReport.render(
                ExampleResult.of(snapshot, Verdict.NONE, ""),
                TextReport.Style.terminal(false, false, 100)))
        .isEmpty();
  }
}
