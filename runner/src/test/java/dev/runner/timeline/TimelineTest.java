package dev.runner.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.clock.Clock;
import dev.runner.clock.ManualClock;
import dev.runner.metrics.Facet;
import dev.runner.metrics.Values;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final long SECOND = 1_000_000_000L;

  private final BuiltinMetrics builtin = BuiltinMetrics.in(new MetricRegistry());
  private final Clock clock = new ManualClock();

  private record Named(Metric metric, Tags tags) implements Series {}

  private void add(TimelineOutput to, Metric metric, Tags tags, double value, long timeNanos) {
    var batch = new SampleBatch(1);
    batch.add(new Named(metric, tags), value, timeNanos);
    to.write(batch);
  }

  private static long samples(Track track) {
    return track.points().stream().filter(Objects::nonNull).mapToLong(Values::samples).sum();
  }

  @Test
  @DisplayName("samples count in the interval in which they were measured, late ones too")
  void intervals() {
    var output = new TimelineOutput(clock);
    long start = 40 * SECOND;
    for (long at : new long[] {0, SECOND / 4, SECOND, SECOND / 8, SECOND + 1, -SECOND}) {
      add(output, builtin.httpReqs(), Tags.of("status", "200"), 1, start + at);
    }
    Track track = output.timeline().total("http_reqs").orElseThrow();
    assertThat(track.intervalNanos()).isEqualTo(SECOND / 4);
    assertThat(track.startNanos(0)).isEqualTo(clock.epochNanos(start) - SECOND);
    assertThat(track.points().stream().map(p -> p == null ? 0 : p.samples()))
        .containsExactly(1L, 0L, 0L, 0L, 2L, 1L, 0L, 0L, 2L);
    assertThat(samples(output.timeline().parts("http_reqs", Timeline.STATUS).get("2xx")))
        .isEqualTo(6);
  }

  @Test
  @DisplayName("a clock that goes back by a day loses no sample and takes no more room")
  void clockGoesBackwards() {
    var output = new TimelineOutput(clock);
    for (int i = 0; i < 4_000; i++) {
      long start = i < 2_000 ? 100_000 * SECOND : 10_000 * SECOND;
      add(output, builtin.httpReqs(), Tags.EMPTY, 1, start + i * SECOND / 10);
    }
    Track track = output.timeline().total("http_reqs").orElseThrow();
    assertThat(samples(track)).isEqualTo(4_000);
    assertThat(track.points()).hasSizeLessThanOrEqualTo(1_200);
  }

  @Test
  @DisplayName("a day has no more points than five minutes, and no sample is lost")
  void bounded() {
    var output = new TimelineOutput(clock);
    for (int second = 0; second < 86_400; second += 7) {
      Tags tags = Tags.of("name", "/" + second);
      add(output, builtin.httpReqDuration(), tags, second % 100, second * SECOND);
      add(output, builtin.vus(), Tags.EMPTY, second, second * SECOND);
    }
    Timeline timeline = output.timeline();
    Track durations = timeline.total("http_req_duration").orElseThrow();
    assertThat(durations.points()).hasSizeBetween(600, 1_200);
    assertThat(samples(durations)).isEqualTo(12_343);
    Map<String, Track> names = timeline.parts("http_req_duration", Facet.ENDPOINT);
    assertThat(names).hasSize(61).containsKey(Routes.OTHERS);
    assertThat(names.values()).allMatch(part -> part.points().size() <= 240);
    assertThat(names.values().stream().mapToLong(TimelineTest::samples).sum()).isEqualTo(12_343);
    assertThat(timeline.total("vus").orElseThrow().points().getLast())
        .isInstanceOfSatisfying(
            Values.Gauge.class, last -> assertThat(last.last()).isEqualTo(86_394));
  }

  @Test
  @DisplayName("percentiles of an interval are within 1.6 % of a value, whatever its size and sign")
  void percentiles() {
    var random = new Random(7);
    for (int round = 0; round < 30; round++) {
      var cell = new CoarseTrend();
      int magnitude = random.nextInt(-20, 20);
      double[] values = random.doubles(500).map(v -> (v - 0.3) * Math.pow(10, magnitude)).toArray();
      Arrays.stream(values).forEach(value -> cell.add(value, 0));
      Arrays.sort(values);
      Values.Trend trend = cell.values();
      for (int p = 0; p <= 100; p += 4) {
        int below = (int) (p / 100.0 * 499);
        double low = values[below];
        double high = values[Math.min(499, below + 1)];
        assertThat(trend.percentile(p))
            .isBetween(low - Math.abs(low) * 0.016, high + Math.abs(high) * 0.016);
      }
      assertThat(trend.percentile(100)).isEqualTo(values[499]);
      assertThat(trend.samples()).isEqualTo(500);
    }
  }

  @Test
  @DisplayName("values of every size fit an interval, zero and the infinite ones too")
  void extremes() {
    var cell = new CoarseTrend();
    double[] values = {
      Double.MIN_VALUE, -1e300, 0, -0.0, 1e300, Double.POSITIVE_INFINITY, 5, Double.NaN, 1e-5
    };
    for (double value : values) {
      cell.add(value, 0);
    }
    assertThat(cell.values().samples()).isEqualTo(8);
    assertThat(cell.values().max()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(cell.values().percentile(80)).isNotNaN();
  }

  @Test
  @DisplayName("merged timelines are those of all samples, aligned by the time of day")
  void merge() {
    var all = new TimelineOutput(clock);
    var one = new TimelineOutput(clock);
    var other = new TimelineOutput(clock);
    var random = new Random(9);
    for (int i = 0; i < 20_000; i++) {
      boolean first = random.nextBoolean();
      // One of them ran ten minutes, the other two of these.
      long at = first ? random.nextLong(600 * SECOND) : random.nextLong(120 * SECOND) + 60 * SECOND;
      double value = random.nextExponential() * 30;
      for (TimelineOutput to : new TimelineOutput[] {all, first ? one : other}) {
        add(to, builtin.httpReqDuration(), Tags.of("name", "a"), value, at);
        add(to, builtin.httpReqFailed(), Tags.of("name", "a"), value > 50 ? 1 : 0, at);
      }
    }
    Timeline merged = one.timeline().merge(other.timeline());
    for (Track expected : all.timeline().tracks()) {
      Track is =
          merged.tracks().stream().filter(t -> t.key().equals(expected.key())).findFirst().get();
      assertThat(is.shift()).isEqualTo(expected.shift());
      assertThat(is.first()).isEqualTo(expected.first());
      for (int i = 0; i < expected.points().size(); i++) {
        Values wanted = expected.points().get(i);
        Values found = is.points().get(i);
        if (wanted instanceof Values.Trend trend && found instanceof Values.Trend same) {
          assertThat(same.samples()).isEqualTo(trend.samples());
          assertThat(same.percentile(95)).isEqualTo(trend.percentile(95));
        } else {
          assertThat(found).isEqualTo(wanted);
        }
      }
    }
  }
}
