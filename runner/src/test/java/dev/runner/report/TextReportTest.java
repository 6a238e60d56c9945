package dev.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import dev.runner.result.ExampleResult;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Tags;
import dev.runner.threshold.Verdict;
import java.util.List;
import java.util.stream.Collectors;
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
  void compact() {
    String text = render(true, "", new TextReport.Style(false, false));
    assertThat(stripped(text))
        .isEqualTo(
            """


              █ THRESHOLDS

                http_req_duration
                ✓ 'p(95)<500' p(95)=2.1ms
                ✗ 'avg<0.001' avg=1.25ms

                  {expected_response:true}
                  ✓ 'max<1000' max=305.79µs

                http_req_failed
                ✗ 'rate<0.1' rate=33.33%

                http_reqs{nope:1}
                ✓ 'count>=0' count=0


              █ TOTAL RESULTS

                checks_total.......: 4      2/s
                checks_succeeded...: 75.00% 3 out of 4
                checks_failed......: 25.00% 1 out of 4

                ✓ ok check
                ✗ bad check
                  ↳  0% — ✓ 0 / ✗ 1

                CUSTOM
                my_counter.....................: 5      2.5/s
                my_gauge.......................: 1      min=1      max=5
                my_rate........................: 66.66% 2 out of 3
                my_trend.......................: avg=1.75     min=1        med=1.75     max=2.5      p(90)=2.35     p(95)=2.425
                  { zz:1 }.....................: avg=2.5      min=2.5      med=2.5      max=2.5      p(90)=2.5      p(95)=2.5

                HTTP
                http_req_duration..............: avg=1.25ms   min=305.79µs med=1.25ms   max=2.2ms    p(90)=2.01ms   p(95)=2.1ms
                  { expected_response:true }...: avg=305.79µs min=305.79µs med=305.79µs max=305.79µs p(90)=305.79µs p(95)=305.79µs
                http_req_failed................: 33.33% 2 out of 6
                http_reqs......................: 6      3/s
                  { nope:1 }...................: 0      0/s

                EXECUTION
                iterations.....................: 1      0.5/s
                vus............................: 1      min=1      max=5

                NETWORK
                data_received..................: 934 B  467 B/s
                data_sent......................: 379 B  190 B/s



            """);
  }

  @Test
  @DisplayName("the full summary adds the HTTP details and the checks of each group")
  void full() {
    String text = render(false, "", new TextReport.Style(true, false));
    assertThat(text)
        .contains("http_req_blocked")
        .contains("█ GROUP: shop")
        .doesNotContain("THRESHOLDS")
        .doesNotContain("group_duration");
  }

  @Test
  @DisplayName("colours mark titles, values and verdicts")
  void colours() {
    String text = render(true, "ms", new TextReport.Style(false, true));
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
                ExampleResult.of(snapshot, Verdict.NONE, ""), new TextReport.Style(false, false)))
        .isEmpty();
  }

  /// Without the blanks at the ends of lines, which text blocks cannot show.
  private static String stripped(String text) {
    return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n")) + "\n";
  }
}
