package dev.runner.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.clock.ManualClock;
import dev.runner.metrics.MetricsEngine;
import dev.runner.metrics.RecordedLog;
import dev.runner.metrics.SampleBuffer;
import dev.runner.options.ThresholdOptions;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ThresholdMonitorTest {
  private final MetricRegistry registry = new MetricRegistry();
  private final BuiltinMetrics builtin = BuiltinMetrics.in(registry);
  private final ManualClock clock = new ManualClock();
  private final MetricsEngine engine = new MetricsEngine(registry, clock, new RecordedLog());
  private final SampleBuffer buffer = engine.newBuffer(0);
  private final LinkedBlockingQueue<Verdict> aborts = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    engine.close();
  }

  private ThresholdMonitor start(ThresholdOptions... options) {
    Thresholds thresholds = Thresholds.parse(Map.of("http_req_failed", List.of(options)), registry);
    thresholds.register(engine);
    var monitor =
        new ThresholdMonitor(
            thresholds, () -> engine.snapshot(clock.nanoTime()), clock, aborts::add);
    monitor.start(clock.nanoTime());
    return monitor;
  }

  private static ThresholdOptions abortAfter(Duration delay) {
    return new ThresholdOptions("rate<0.1", true, delay);
  }

  private void recordFailure() {
    buffer.record(buffer.series(builtin.httpReqFailed(), Tags.EMPTY), 1, clock.nanoTime());
    buffer.flush();
  }

  private void advance(Duration by) throws InterruptedException {
    clock.awaitWaiters(1);
    clock.advance(by);
  }

  private Verdict awaitAbort() throws InterruptedException {
    Verdict verdict = aborts.poll(10, TimeUnit.SECONDS);
    assertThat(verdict).isNotNull();
    return verdict;
  }

  @Test
  @DisplayName("a failing threshold aborts at the next look, every two seconds")
  void abortsAtTheNextLook() throws InterruptedException {
    var harmless = new ThresholdOptions("rate<0.5", false, Duration.ZERO);
    try (var _ = start(harmless, abortAfter(Duration.ZERO))) {
      advance(Duration.ofSeconds(2));
      advance(Duration.ofMillis(900));
      recordFailure();
      advance(Duration.ofSeconds(1));
      clock.awaitWaiters(1);
      assertThat(aborts).isEmpty();
      advance(Duration.ofMillis(100));
      Verdict verdict = awaitAbort();
      assertThat(verdict.failedMetrics()).containsExactly("http_req_failed");
      assertThat(verdict.results()).extracting(ThresholdResult::source).containsExactly("rate<0.1");
    }
  }

  @Test
  @DisplayName("a delay must be over at a look: with 4 s the test is stopped after 6 s")
  void delay() throws InterruptedException {
    try (var _ = start(abortAfter(Duration.ofSeconds(4)))) {
      recordFailure();
      advance(Duration.ofSeconds(2));
      advance(Duration.ofSeconds(2));
      clock.awaitWaiters(1);
      assertThat(aborts).isEmpty();
      advance(Duration.ofSeconds(2));
      assertThat(awaitAbort().passed()).isFalse();
    }
  }

  @Test
  @DisplayName("after a late look the next ones are on time again")
  void lateLook() throws InterruptedException {
    try (var _ = start(abortAfter(Duration.ofSeconds(6)))) {
      recordFailure();
      advance(Duration.ofMillis(7_500));
      clock.awaitWaiters(1);
      assertThat(aborts).isEmpty();
      advance(Duration.ofMillis(500));
      assertThat(awaitAbort().passed()).isFalse();
    }
  }

  @Test
  @DisplayName("without thresholds that can abort nobody looks")
  void nothingToAbort() {
    try (var _ = start(new ThresholdOptions("rate<0.1", false, Duration.ZERO))) {
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .doesNotContain("thresholds");
    }
  }

  @Test
  @DisplayName("closing ends the watch")
  void closes() throws InterruptedException {
    ThresholdMonitor monitor = start(abortAfter(Duration.ZERO));
    clock.awaitWaiters(1);
    monitor.close();
    recordFailure();
    clock.advance(Duration.ofSeconds(4));
    assertThat(aborts).isEmpty();
  }
}
