package dev.runner.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.runner.clock.ManualClock;
import dev.runner.options.ThresholdOptions;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import dev.runner.threshold.Thresholds;
import dev.runner.timeline.TimelineOutput;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SoakTest {
  private static final int MILLION = 1_000_000;
  private static final int ENDPOINTS = 20;

  /// Ten million samples take an hour.
  private static final long STEP_NANOS = Duration.ofHours(1).toNanos() / (10 * MILLION);

  private final MetricRegistry registry = new MetricRegistry();
  private final BuiltinMetrics builtin = BuiltinMetrics.in(registry);
  private final ManualClock clock = new ManualClock();
  private final MetricsEngine engine = new MetricsEngine(registry, clock, new RecordedLog());
  private final TimelineOutput timeline = new TimelineOutput(clock);
  private final Thresholds thresholds =
      Thresholds.parse(
          Map.of(
              "http_req_duration",
              List.of(new ThresholdOptions("p(99)<1h over 30s", false, Duration.ZERO)),
              "http_req_duration{name:/3}",
              List.of(new ThresholdOptions("max<2h", false, Duration.ZERO))),
          registry);
  private final Random random = new Random(3);
  private final SampleBuffer buffer = engine.newBuffer(1);
  private final Series[] series = new Series[ENDPOINTS];
  private long recorded;

  @Test
  @DisplayName("ten million samples of an hour take no more memory than those of a quarter of it")
  void memoryIsFlat() {
    thresholds.register(engine);
    engine.breakDown("http_req_duration", Facet.ENDPOINT, 100);
    engine.onBatch(timeline::write);
    for (int i = 0; i < ENDPOINTS; i++) {
      series[i] = buffer.series(builtin.httpReqDuration(), Tags.of("name", "/" + i));
    }
    // After a quarter of an hour the timeline has as many intervals as after an hour.
    record(10 * MILLION / 4);
    long after = usedBytes();
    record(10 * MILLION / 4);
    record(10 * MILLION / 2);
    assertThat(usedBytes() - after).isLessThan(2_000_000);

    Snapshot snapshot = engine.snapshot(recorded * STEP_NANOS);
    var all = (Values.Trend) snapshot.find("http_req_duration").orElseThrow().values();
    assertThat(all.samples()).isEqualTo(10L * MILLION);
    // Times from a microsecond to an hour, evenly over the powers of ten.
    assertThat(all.percentile(50)).isCloseTo(Math.sqrt(0.001 * 3.6e6), within(1.0));
    assertThat(
            snapshot.parts("http_req_duration", Facet.ENDPOINT).values().stream()
                .mapToLong(Values::samples)
                .sum())
        .isEqualTo(10L * MILLION);
    assertThat(
            timeline.timeline().total("http_req_duration").orElseThrow().points().stream()
                .filter(Objects::nonNull)
                .mapToLong(Values::samples)
                .sum())
        .isEqualTo(10L * MILLION);
    assertThat(thresholds.evaluate(snapshot).passed()).isTrue();
    engine.close();
  }

  private void record(int samples) {
    for (int i = 0; i < samples; i++) {
      double millis = 0.001 * Math.exp(random.nextDouble() * Math.log(3.6e9));
      buffer.record(series[i % ENDPOINTS], millis, recorded * STEP_NANOS);
      recorded++;
    }
    buffer.flush();
    engine.settle();
  }

  private static long usedBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
