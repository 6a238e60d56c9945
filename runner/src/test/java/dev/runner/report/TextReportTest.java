package dev.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.failure.FailureReport;
import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.GroupSnapshot.CheckSnapshot;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import dev.runner.options.ThresholdOptions;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Tags;
import dev.runner.sample.ValueUnit;
import dev.runner.threshold.Thresholds;
import dev.runner.threshold.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TextReportTest {
  private static final List<String> STATS = List.of("avg", "min", "med", "max", "p(90)", "p(95)");

  private final MetricRegistry registry = new MetricRegistry();
  private final BuiltinMetrics builtins = BuiltinMetrics.in(registry);
  private final List<MetricSnapshot> metrics = new ArrayList<>();

  private void add(Metric metric, Values values) {
    metrics.add(new MetricSnapshot(metric, metric.name(), Tags.EMPTY, values));
  }

  private void addSubmetric(Metric metric, String name, String value, Values values) {
    metrics.add(
        new MetricSnapshot(
            metric, metric.name() + "{" + name + ":" + value + "}", Tags.of(name, value), values));
  }

  /// Two samples, whose percentiles lie on the line between them.
  private static Values.Trend trend(double min, double max) {
    return new Values.Trend(2, min + max, min, max, Values.Distribution.exact(min, max));
  }

  private Snapshot snapshot() {
    Metric counter = registry.declare("my_counter", MetricKind.COUNTER, ValueUnit.DEFAULT);
    Metric gauge = registry.declare("my_gauge", MetricKind.GAUGE, ValueUnit.DEFAULT);
    Metric rate = registry.declare("my_rate", MetricKind.RATE, ValueUnit.DEFAULT);
    Metric own = registry.declare("my_trend", MetricKind.TREND, ValueUnit.DEFAULT);
    add(builtins.checks(), new Values.Rate(4, 3));
    add(builtins.dataReceived(), new Values.Counter(2, 934));
    add(builtins.dataSent(), new Values.Counter(2, 379));
    add(builtins.groupDuration(), trend(1, 2));
    add(builtins.httpReqBlocked(), trend(1, 2));
    add(builtins.httpReqDuration(), trend(0.305791, 2.2));
    addSubmetric(
        builtins.httpReqDuration(), "expected_response", "true", trend(0.305791, 0.305791));
    add(builtins.httpReqFailed(), new Values.Rate(6, 2));
    add(builtins.httpReqs(), new Values.Counter(6, 6));
    addSubmetric(builtins.httpReqs(), "nope", "1", new Values.Counter(0, 0));
    add(builtins.iterations(), new Values.Counter(1, 1));
    add(builtins.vus(), new Values.Gauge(1, 1, 1, 5));
    add(counter, new Values.Counter(2, 5));
    add(gauge, new Values.Gauge(2, 1, 1, 5));
    add(rate, new Values.Rate(3, 2));
    add(own, trend(1, 2.5));
    addSubmetric(own, "zz", "1", trend(2.5, 2.5));
    var inner =
        new GroupSnapshot(
            "shop",
            "::shop",
            List.of(),
            List.of(
                new CheckSnapshot("ok check", "::shop::ok check", 2, 0),
                new CheckSnapshot("bad check", "::shop::bad check", 0, 1)));
    var root =
        new GroupSnapshot(
            "", "", List.of(inner), List.of(new CheckSnapshot("ok check", "::ok check", 1, 0)));
    return new Snapshot(Duration.ofSeconds(2).toNanos(), metrics, root, List.of());
  }

  private Verdict verdict(Snapshot snapshot) {
    Map<String, List<ThresholdOptions>> options = new LinkedHashMap<>();
    options.put("http_req_duration", thresholds("p(95)<500", "avg<0.001"));
    options.put("http_req_duration{expected_response:true}", thresholds("max<1000"));
    options.put("http_reqs{nope:1}", thresholds("count>=0"));
    options.put("http_req_failed", thresholds("rate<0.1"));
    return Thresholds.parse(options, registry).evaluate(snapshot);
  }

  private static List<ThresholdOptions> thresholds(String... expressions) {
    return List.of(expressions).stream()
        .map(expression -> new ThresholdOptions(expression, false, Duration.ZERO))
        .toList();
  }

  @Test
  @DisplayName("the compact summary has its sections, columns and marks in place")
  void compact() {
    Snapshot snapshot = snapshot();
    String text =
        TextReport.render(
            snapshot,
            verdict(snapshot),
            FailureReport.NONE,
            List.of(),
            new TextReport.Style(false, STATS, "", false));
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
    Snapshot snapshot = snapshot();
    String text =
        TextReport.render(
            snapshot,
            Verdict.NONE,
            FailureReport.NONE,
            List.of(),
            new TextReport.Style(true, STATS, "", false));
    assertThat(text)
        .contains("http_req_blocked")
        .contains("█ GROUP: shop")
        .doesNotContain("THRESHOLDS")
        .doesNotContain("group_duration");
  }

  @Test
  @DisplayName("colours mark titles, values and verdicts")
  void colours() {
    Snapshot snapshot = snapshot();
    String text =
        TextReport.render(
            snapshot,
            verdict(snapshot),
            FailureReport.NONE,
            List.of(),
            new TextReport.Style(false, STATS, "ms", true));
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
    add(builtins.httpReqs(), new Values.Counter(0, 0));
    var snapshot =
        new Snapshot(1, metrics, new GroupSnapshot("", "", List.of(), List.of()), List.of());
    assertThat(
            TextReport.render(
                snapshot,
                Verdict.NONE,
                FailureReport.NONE,
                List.of(),
                new TextReport.Style(false, STATS, "", false)))
        .isEmpty();
  }

  /// Without the blanks at the ends of lines, which text blocks cannot show.
  private static String stripped(String text) {
    return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n")) + "\n";
  }
}
