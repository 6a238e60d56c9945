package dev.runner.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

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
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Units, sliding windows and durations.
class WindowsTest {
  private final MetricRegistry registry = new MetricRegistry();
  private final BuiltinMetrics builtin = BuiltinMetrics.in(registry);
  private final MetricsEngine engine =
      new MetricsEngine(registry, new ManualClock(), new RecordedLog());

  @AfterEach
  void close() {
    engine.close();
  }

  private Thresholds parse(Metric metric, String expression, boolean abort) {
    return Thresholds.parse(
        Map.of(metric.name(), List.of(new ThresholdOptions(expression, abort, Duration.ZERO))),
        registry);
  }

  /// Runs a test in which each second has some samples of one value.
  ///
  /// @param perSecond how many samples a second has
  private Thresholds run(
      Metric metric,
      String expression,
      int seconds,
      IntToDoubleFunction value,
      IntToDoubleFunction perSecond) {
    Thresholds thresholds = parse(metric, expression, true);
    thresholds.register(engine);
    thresholds.startWatches(0);
    SampleBuffer buffer = engine.newBuffer(0);
    for (int second = 0; second < seconds; second++) {
      for (int i = 0; i < perSecond.applyAsDouble(second); i++) {
        long at = Duration.ofSeconds(second).plusMillis(i % 1000).toNanos();
        buffer.record(buffer.series(metric, Tags.EMPTY), value.applyAsDouble(second), at);
      }
      buffer.flush();
      engine.settle();
      Duration elapsed = Duration.ofSeconds(second + 1);
      thresholds.look(elapsed.toNanos(), elapsed);
    }
    Duration last = Duration.ofSeconds(seconds);
    thresholds.catchUp(last.toNanos(), last);
    return thresholds;
  }

  private ThresholdResult end(Thresholds thresholds, int seconds) {
    return thresholds
        .evaluate(engine.snapshot(Duration.ofSeconds(seconds).toNanos()))
        .results()
        .getFirst();
  }

  @ParameterizedTest(name = "{0}: the limit of {1} is {2}")
  @CsvSource({
    "http_req_duration, p(95)<1.5s, 1500",
    "http_req_duration, avg < 300 ms, 300",
    "http_req_duration, max<250us, 0.25",
    "http_req_duration, max<2m, 120000",
    "http_req_failed, rate<1%, 0.01",
    "http_reqs, count>1k, 1000",
    "http_reqs, count>2M, 2e6",
    "http_reqs, rate>100/s, 100",
    "http_reqs, rate>1k/s, 1000",
    "data_received, count<1.5MB, 1.5e6",
    "data_received, rate<10kB/s, 1e4"
  })
  void units(String metric, String expression, double limit) {
    Thresholds thresholds = parse(registry.find(metric).orElseThrow(), expression, false);
    Threshold threshold = thresholds.metrics().getFirst().thresholds().getFirst();
    assertThat(threshold.expression().limit()).isCloseTo(limit, withPercentage(1e-9));
    assertThat(threshold.extended()).isTrue();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "http_reqs | count>1s | 's' is no unit of http_reqs; use one of k, M",
        "http_req_failed | rate<1ms | 'ms' is no unit of http_req_failed; use one of %",
        "http_req_duration | avg<1/s | only the rate of a counter is so much a second",
        "http_req_failed | rate<1/s | only the rate of a counter is so much a second",
        "http_req_duration | p(95)<1 over soon | 'soon' is no time; use one such as 30s or 5m",
        "http_req_duration | p(95)<1 over 500ms | '500ms' is too short; use 1s or more",
        "http_req_duration | p(95)<1 for 0s | '0s' is too short; use 1s or more",
        "http_req_duration | p(95)<1 during 3s | '1 during 3s' is not a number",
      })
  void malformed(String metric, String expression, String message) {
    assertThatThrownBy(() -> parse(registry.find(metric).orElseThrow(), expression, false))
        .isInstanceOf(ThresholdFault.class)
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("a window sees a bad spell that the whole test hides, and says the worst")
  void badSpell() {
    IntToDoubleFunction slowFrom30To40 = second -> second >= 30 && second < 40 ? 900 : 100;
    Thresholds thresholds =
        run(builtin.httpReqDuration(), "avg<500 over 10s", 60, slowFrom30To40, _ -> 5);
    ThresholdResult result = end(thresholds, 60);
    assertThat(result.ok()).isFalse();
    assertThat(result.observed()).isEqualTo(900);
    assertThat(result.margin()).hasValue(-400);
    assertThat(thresholds.evaluateForAbort(engine.snapshot(0), Duration.ofSeconds(60)).passed())
        .isFalse();
  }

  @Test
  @DisplayName("a short bad spell passes in a long window")
  void goodEnough() {
    Thresholds thresholds =
        run(
            builtin.httpReqDuration(),
            "avg<500 over 10s",
            60,
            second -> second == 30 ? 900 : 100,
            _ -> 5);
    assertThat(end(thresholds, 60).ok()).isTrue();
    assertThat(end(thresholds, 60).observed()).isEqualTo(180);
  }

  @Test
  @DisplayName("a rate per second is that of each window")
  void ratePerSecond() {
    Thresholds thresholds =
        run(builtin.httpReqs(), "rate>=100/s over 5s", 30, _ -> 1, s -> s == 20 ? 50 : 110);
    ThresholdResult result = end(thresholds, 30);
    assertThat(result.observed()).isEqualTo((4 * 110 + 50) / 5.0);
    assertThat(result.ok()).isFalse();
  }

  @Test
  @DisplayName("with a duration it must hold once for so long in a row")
  void duration() {
    IntToDoubleFunction fastFrom10To25 = second -> second >= 10 && second < 25 ? 120 : 20;
    Thresholds long20 =
        run(builtin.httpReqs(), "rate>100/s over 1s for 15s", 40, _ -> 1, fastFrom10To25);
    assertThat(end(long20, 40).ok()).isTrue();
    assertThat(end(long20, 40).held()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  @DisplayName("a duration that is not reached fails, and does not stop the test")
  void tooShort() {
    IntToDoubleFunction fastFrom10To25 = second -> second >= 10 && second < 25 ? 120 : 20;
    Thresholds thresholds =
        run(builtin.httpReqs(), "rate>100/s over 1s for 16s", 40, _ -> 1, fastFrom10To25);
    assertThat(end(thresholds, 40).ok()).isFalse();
    assertThat(thresholds.evaluateForAbort(engine.snapshot(0), Duration.ofSeconds(40)).passed())
        .isTrue();
  }

  @Test
  @DisplayName("a test shorter than a window is judged as a whole")
  void shortTest() {
    Thresholds thresholds = run(builtin.httpReqDuration(), "avg<500 over 1m", 5, _ -> 600, _ -> 1);
    assertThat(end(thresholds, 5).ok()).isFalse();
    assertThat(end(thresholds, 5).observed()).isEqualTo(600);
  }
}
