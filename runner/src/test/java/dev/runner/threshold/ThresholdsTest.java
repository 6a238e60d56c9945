package dev.runner.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.runner.clock.ManualClock;
import dev.runner.metrics.MetricsEngine;
import dev.runner.metrics.RecordedLog;
import dev.runner.metrics.SampleBuffer;
import dev.runner.options.ThresholdOptions;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Tags;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsTest {
  private static final long TEN_SECONDS = 10_000_000_000L;

  private final MetricRegistry registry = new MetricRegistry();
  private final BuiltinMetrics builtin = BuiltinMetrics.in(registry);
  private final MetricsEngine engine =
      new MetricsEngine(registry, new ManualClock(), new RecordedLog());
  private final Map<String, List<ThresholdOptions>> options = new LinkedHashMap<>();

  @AfterEach
  void close() {
    engine.close();
  }

  private static ThresholdOptions demand(String expression) {
    return new ThresholdOptions(expression, false, Duration.ZERO);
  }

  private Thresholds thresholds(String metric, String... expressions) {
    options.put(metric, Arrays.stream(expressions).map(ThresholdsTest::demand).toList());
    return Thresholds.parse(options, registry);
  }

  private void record(Metric metric, Tags tags, double... values) {
    SampleBuffer buffer = engine.newBuffer(0);
    for (double value : values) {
      buffer.record(buffer.series(metric, tags), value, 0);
    }
    buffer.flush();
  }

  private ThresholdResult judge(String metric, String expression) {
    Thresholds thresholds = thresholds(metric, expression);
    thresholds.register(engine);
    return thresholds.evaluate(engine.snapshot(TEN_SECONDS)).results().getFirst();
  }

  @ParameterizedTest(name = "{0}: {1} observes {2} and holds: {3}")
  @CsvSource({
    "http_reqs, count>3, 4, true",
    "http_reqs, count > 4, 4, false",
    "http_reqs, rate>=.4, 0.4, true",
    "http_reqs, rate<4e-1, 0.4, false",
    "vus, value==7, 7, true",
    "vus, value===7, 7, true",
    "vus, value!=7, 7, false",
    "checks, rate>0.7, 0.75, true",
    "checks, '  rate  >  0.75  ', 0.75, false",
    "iteration_duration, avg<=25, 25, true",
    "iteration_duration, min>-1, 10, true",
    "iteration_duration, max<40, 40, false",
    "iteration_duration, med==25, 25, true",
    "iteration_duration, p(25)<17.6, 17.5, true",
    "iteration_duration, p(99.9)<39, 39.97, false",
    "iteration_duration, p(0)<=10, 10, true",
    "iteration_duration, p(100)<=40., 40, true",
    "iteration_duration, p(.5)<+1, 10.15, false",
  })
  void judges(String metric, String expression, double observed, boolean ok) {
    Thresholds thresholds = thresholds(metric, expression);
    thresholds.register(engine);
    record(builtin.httpReqs(), Tags.EMPTY, 1, 1, 1, 1);
    record(builtin.vus(), Tags.EMPTY, 9, 7);
    record(builtin.checks(), Tags.EMPTY, 1, 0, 1, 1);
    record(builtin.iterationDuration(), Tags.EMPTY, 40, 20, 10, 30);

    ThresholdResult result = thresholds.evaluate(engine.snapshot(TEN_SECONDS)).results().getFirst();
    assertThat(result.observed()).isCloseTo(observed, within(1e-9));
    assertThat(result.ok()).isEqualTo(ok);
    assertThat(result.source()).isEqualTo(expression);
  }

  @ParameterizedTest(name = "{0}: {1} holds without samples: {2}")
  @CsvSource({
    "http_reqs, count>0, false",
    "http_reqs, rate<1, true",
    "vus, value>=0, true",
    "vus, value>0, false",
    "iteration_duration, avg>5, false",
    "iteration_duration, p(95)<5, true",
    "checks, rate==1, true",
    "checks, rate>0.5, true",
    "'checks{check:none}', rate>0.5, true",
  })
  void judgesWithoutSamples(String metric, String expression, boolean ok) {
    ThresholdResult result = judge(metric, expression);
    assertThat(result.ok()).isEqualTo(ok);
    assertThat(result.observed()).isZero();
  }

  @ParameterizedTest(name = "{1} of {0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "http_reqs | ``              | it does not begin with an aggregation",
        "http_reqs | >5            | it does not begin with an aggregation",
        "http_reqs | count         | there is no operator; use >, >=, <, <=, ==, === or !=",
        "http_reqs | count>        | the limit is missing",
        "http_reqs | count=1       | unknown operator '='",
        "http_reqs | count=>1      | unknown operator '=>'",
        "http_reqs | Count>1       | unknown aggregation 'Count'",
        "http_reqs | avg>1         | a counter has no 'avg'; use count or rate",
        "http_reqs | count>1s      | 's' is no unit of http_reqs; use one of k, M",
        "http_reqs | count>1 && rate>1 | '1 && rate>1' is not a number",
        "http_reqs | count>1,5     | '1,5' is not a number",
        "checks    | count>1       | a rate has no 'count'; use rate",
        "vus       | max<5         | a gauge has no 'max'; use value",
        "http_req_duration | count>1 | a trend has no 'count'; use avg, min, max, med or p(N)",
        "http_req_duration | sum>1   | unknown aggregation 'sum'; use count, rate, value, avg",
        "http_req_duration | p(101)<5 | 'p(101)' is out of range; use p(0) to p(100)",
        "http_req_duration | p95<5   | unknown aggregation 'p95'",
        "http_req_duration | P(95)<5 | unknown aggregation 'P(95)'",
        "http_req_duration | p(-1)<5 | unknown aggregation 'p(-1)'",
        "http_req_duration | p( 95 )<5 | unknown aggregation 'p('",
      },
      quoteCharacter = '`')
  void rejectsExpressions(String metric, String expression, String what) {
    assertThatThrownBy(() -> thresholds(metric, expression))
        .isInstanceOf(ThresholdFault.class)
        .hasMessageStartingWith(
            "thresholds: invalid expression '%s' for metric '%s': %s", expression, metric, what)
        .hasMessageNotContaining("\n");
  }

  @Test
  @DisplayName("an expression of several lines is rejected")
  void rejectsLines() {
    assertThatThrownBy(() -> thresholds("http_reqs", "count>1\n2"))
        .isInstanceOf(ThresholdFault.class)
        .hasMessageContaining("it must be one line");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "http_reqs{}             | there are no tags between the braces",
        "http_reqs{ }            | there are no tags between the braces",
        "http_reqs{status}       | 'status' has no ':'",
        "http_reqs{status:}      | 'status:' has no value after the ':'",
        "http_reqs{:200}         | ':200' has no tag name before the ':'",
        "http_reqs{status:200,}  | there is a comma too many",
        "http_reqs{,status:200}  | there is a comma too many",
        "http_reqs{status:200    | the closing '}' is missing",
        "http_reqs{status:200}x  | nothing may follow the '}'",
        "http_reqs {status:200}  | remove the space before '{'",
        "http_reqs}              | there is a '}' without '{'",
      },
      quoteCharacter = '`')
  void rejectsKeys(String key, String what) {
    assertThatThrownBy(() -> thresholds(key, "count>0"))
        .isInstanceOf(ThresholdFault.class)
        .hasMessage(
            "thresholds: invalid metric '%s': %s; write metric{tag:value,tag2:value2}", key, what);
  }

  @ParameterizedTest
  @ValueSource(strings = {"my_metric", "my_metric{a:b}", " http_reqs", "HTTP_REQS", ""})
  @DisplayName("an unknown metric is rejected with the names that there are")
  void rejectsUnknownMetrics(String key) {
    assertThatThrownBy(() -> thresholds(key, "count>0"))
        .isInstanceOf(ThresholdFault.class)
        .hasMessageContaining("no metric is named '" + key.replace("{a:b}", "") + "'")
        .hasMessageContaining("http_reqs");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "http_reqs{url:http://a/b,status:200}",
        "http_reqs{ status : 200 , url : http://a/b }",
        "http_reqs{status:\"200\"}",
        "http_reqs{status:'200',url:\"http://a/b\"}",
        "http_reqs{list:'a,b', status:200}",
      })
  @DisplayName("a sub-metric takes the samples that have all its tags")
  void matchesTags(String key) {
    Tags all = Tags.of(Map.of("url", "http://a/b", "status", "200", "list", "a,b"));
    Thresholds thresholds = thresholds(key, "count==1");
    thresholds.register(engine);
    record(builtin.httpReqs(), all, 1);
    record(builtin.httpReqs(), all.with("status", "201"), 1);
    ThresholdResult result = thresholds.evaluate(engine.snapshot(TEN_SECONDS)).results().getFirst();
    assertThat(result.observed()).isEqualTo(key.contains("status") ? 1 : 2);
    assertThat(result.fullName()).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vu", "iter"})
  @DisplayName("a tag that no sample has draws a warning")
  void warns(String tag) {
    assertThat(thresholds("http_reqs{" + tag + ":1}", "count>0").warnings())
        .singleElement()
        .asString()
        .contains("'http_reqs{" + tag + ":1}' never matches");
  }

  @Test
  @DisplayName("an empty list of thresholds only asks for the numbers")
  void emptyList() {
    Thresholds thresholds = thresholds("http_reqs{status:200}");
    thresholds.register(engine);
    assertThat(engine.snapshot(0).find("http_reqs{status:200}")).isPresent();
    assertThat(thresholds.evaluate(engine.snapshot(0))).isEqualTo(Verdict.NONE);
  }

  @Test
  @DisplayName("results come by name, sub-metrics after their metric if that has thresholds")
  void order() {
    thresholds("vus", "value>0");
    thresholds("http_req_duration{b:1}", "avg<1");
    thresholds("http_req_failed", "rate<1", "rate<0.5");
    thresholds("checks{a:1}", "rate==1");
    thresholds("http_req_duration{a:1}", "avg<1");
    Thresholds thresholds = thresholds("http_req_duration", "avg<1");
    thresholds.register(engine);
    assertThat(thresholds.evaluate(engine.snapshot(0)).results())
        .extracting(r -> r.fullName() + " " + r.source() + " " + r.aggregation())
        .containsExactly(
            "checks{a:1} rate==1 rate",
            "http_req_duration avg<1 avg",
            "http_req_duration{a:1} avg<1 avg",
            "http_req_duration{b:1} avg<1 avg",
            "http_req_failed rate<1 rate",
            "http_req_failed rate<0.5 rate",
            "vus value>0 value");
  }

  @Test
  @DisplayName("a verdict names each failed metric once, sorted")
  void failedMetrics() {
    thresholds("vus", "value>0", "value>1");
    thresholds("checks", "rate==1");
    Thresholds thresholds = thresholds("http_reqs{a:1}", "count>0");
    thresholds.register(engine);
    Verdict verdict = thresholds.evaluate(engine.snapshot(0));
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.failedMetrics()).containsExactly("http_reqs{a:1}", "vus");
    assertThat(Verdict.NONE.passed()).isTrue();
  }
}
