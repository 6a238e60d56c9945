package dev.runner.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.runner.clock.Clock;
import dev.runner.clock.ManualClock;
import dev.runner.json.Json;
import dev.runner.metrics.Facet;
import dev.runner.metrics.MetricsEngine;
import dev.runner.metrics.RecordedLog;
import dev.runner.metrics.SampleBuffer;
import dev.runner.result.ExampleResult;
import dev.runner.result.RunFacts;
import dev.runner.result.TestResult;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Tags;
import dev.runner.timeline.TimelineOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final long SECOND = 1_000_000_000L;

  private static String page(TestResult result) throws IOException {
    var out = new ByteArrayOutputStream();
    new HtmlReport().write(result, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Map<?, ?> data(String page) {
    int from = page.indexOf("id=\"data\">") + "id=\"data\">".length();
    return (Map<?, ?>) Json.parse(page.substring(from, page.indexOf("</script>", from)));
  }

  private static TestResult with(RunFacts facts) {
    TestResult example = new ExampleResult().result();
    return new TestResult(
        facts,
        example.outcome(),
        example.snapshot(),
        example.verdict(),
        example.failures(),
        null,
        List.of(),
        List.of("json (x) lost 3 samples: <b>full</b>"),
        List.of(),
        example.timeline(),
        List.of());
  }

  @Test
  @DisplayName("a run without a timeline has a page without charts")
  void noTimeline() throws IOException {
    Map<?, ?> data = data(page(new ExampleResult().result()));
    assertThat(data.get("n")).isEqualTo(0L);
    assertThat((List<?>) data.get("thresholds")).hasSize(5);
    assertThat(((Map<?, ?>) data.get("outcome")).get("code")).isEqualTo(99L);
  }

  @Test
  @DisplayName(
      "nothing of the script becomes markup, and nothing that looks like a place is filled")
  void escaped() throws IOException {
    RunFacts facts = new ExampleResult().result().facts();
    String nasty = "</script><script>x</script><!-- @SCRIPT@ @DATA@ $1 \\u0026 \u2028 & é";
    String page =
        page(
            with(
                new RunFacts(
                    nasty,
                    nasty,
                    1,
                    nasty,
                    facts.startEpochNanos(),
                    facts.durationNanos(),
                    "{\"a\": \"</script>\"}",
                    List.of(new RunFacts.Scenario(nasty, nasty, nasty)),
                    facts.trendStats(),
                    "")));
    assertThat(page.split("</script>", -1)).hasSize(3);
    assertThat(page).doesNotContain("<script>x", "<!--");
    assertThat(page).contains("<title>&lt;/script&gt;&lt;script&gt;x");
    assertThat(data(page).get("script")).isEqualTo(nasty);
    assertThat(page).doesNotContain(" src=", " href=").contains("script-src 'sha256-");
  }

  @Test
  @DisplayName("the page of a day with a hundred endpoints is smaller than a megabyte")
  void bounded() throws IOException {
    var registry = new MetricRegistry();
    var builtin = BuiltinMetrics.in(registry);
    Clock clock = new ManualClock();
    var engine = new MetricsEngine(registry, clock, new RecordedLog());
    engine.breakDown("http_req_duration", Facet.ENDPOINT, 1_000);
    engine.breakDown("http_req_failed", Facet.ENDPOINT, 1_000);
    var timeline = new TimelineOutput(clock);
    engine.onBatch(timeline::write);
    SampleBuffer buffer = engine.newBuffer(1);
    var random = new Random(1);
    for (int second = 0; second < 86_400; second++) {
      long at = second * SECOND;
      Tags tags =
          Tags.of(
              Map.of(
                  "name",
                  "http://shop/endpoint/number/" + random.nextInt(100),
                  "method",
                  "GET",
                  "status",
                  random.nextInt(9) == 0 ? "503" : "200",
                  "scenario",
                  "s" + second % 5));
      buffer.record(
          buffer.series(builtin.httpReqDuration(), tags), random.nextExponential() * 90, at);
      buffer.record(buffer.series(builtin.httpReqs(), tags), 1, at);
      buffer.record(buffer.series(builtin.httpReqFailed(), tags), second % 2, at);
      buffer.record(buffer.series(builtin.iterations(), tags), 1, at);
      buffer.record(buffer.series(builtin.iterationDuration(), tags), random.nextDouble(), at);
      buffer.record(buffer.series(builtin.vus(), Tags.EMPTY), second % 40, at);
    }
    buffer.flush();
    RunFacts facts = new ExampleResult().result().facts();
    var day =
        new RunFacts(
            "day.js",
            "",
            1,
            "0.1",
            clock.epochNanos(0),
            86_400 * SECOND,
            "{}",
            List.of(),
            facts.trendStats(),
            "");
    TestResult example = new ExampleResult().result();
    String page =
        page(
            new TestResult(
                day,
                example.outcome(),
                engine.snapshot(86_400 * SECOND),
                example.verdict(),
                example.failures(),
                null,
                List.of(),
                List.of(),
                List.of(),
                timeline.timeline(),
                List.of()));
    assertThat(page.length()).isBetween(100_000, 1_000_000);
    Map<?, ?> data = data(page);
    assertThat((Long) data.get("n")).isBetween(300L, 600L);
    assertThat((List<?>) data.get("endpoints")).hasSize(100);
    var rates = (List<?>) ((Map<?, ?>) data.get("series")).get("rps");
    assertThat(rates).hasSize(((Long) data.get("n")).intValue());
    assertThat(rates.stream().mapToDouble(r -> ((Number) r).doubleValue()).average())
        .hasValueCloseTo(1.0, within(0.02));
  }
}
