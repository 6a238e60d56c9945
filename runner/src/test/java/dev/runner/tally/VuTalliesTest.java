package dev.runner.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.runner.metrics.Values;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleSink;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import dev.runner.sample.ValueUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VuTalliesTest {
  private final MetricRegistry registry = new MetricRegistry();
  private final BuiltinMetrics builtins = BuiltinMetrics.in(registry);
  private final VuTallies tallies = new VuTallies(builtins);
  private final List<String> passed = new ArrayList<>();

  private record PlainSeries(Metric metric, Tags tags) implements Series {}

  /// Where samples go after they were tallied.
  private final SampleSink end =
      new SampleSink() {
        @Override
        public Series series(Metric metric, Tags tags) {
          return new PlainSeries(metric, tags);
        }

        @Override
        public void record(Series series, double value, long timeNanos) {
          passed.add(series.metric() + "=" + value);
        }

        @Override
        public void metadata(Tags metadata) {
          passed.add("metadata " + metadata);
        }

        @Override
        public void flush() {
          passed.add("flush");
        }
      };

  private static void record(SampleSink sink, Metric metric, String scenario, double value) {
    sink.record(sink.series(metric, Tags.of("scenario", scenario)), value, 0);
  }

  @Test
  @DisplayName("each virtual user is counted apart, in each scenario; by number")
  void apart() {
    SampleSink second = tallies.watch(2, end);
    SampleSink first = tallies.watch(1, end);
    SampleSink idle = tallies.watch(3, end);
    for (int i = 0; i < 3; i++) {
      record(second, builtins.httpReqs(), "buy", 1);
      record(second, builtins.httpReqDuration(), "buy", 10 + i);
      record(second, builtins.httpReqFailed(), "buy", i == 0 ? 1 : 0);
    }
    record(second, builtins.iterations(), "buy", 1);
    record(second, builtins.iterationFailed(), "buy", 1);
    record(second, builtins.dataReceived(), "buy", 700);
    record(second, builtins.dataSent(), "buy", 90);
    record(second, builtins.iterations(), "again", 1);
    record(second, builtins.iterationFailed(), "again", 0);
    record(first, builtins.iterations(), "buy", 1);
    Metric own = registry.declare("own", MetricKind.COUNTER, ValueUnit.DEFAULT);
    record(idle, own, "buy", 5);

    List<VuStatistics> rows = tallies.statistics();
    assertThat(rows)
        .extracting(row -> row.vu() + " " + row.scenario() + " " + row.iterations())
        .containsExactly("1 buy 1", "2 again 1", "2 buy 1");
    VuStatistics buy = rows.getLast();
    assertThat(buy.failedIterations()).isEqualTo(1);
    assertThat(buy.requests()).isEqualTo(3);
    assertThat(buy.failedRequests()).isEqualTo(1);
    assertThat(buy.received()).isEqualTo(700);
    assertThat(buy.sent()).isEqualTo(90);
    assertThat(buy.durations().average()).isEqualTo(11);
    assertThat(buy.durations().min()).isEqualTo(10);
    assertThat(buy.durations().max()).isEqualTo(12);
    assertThat(rows.get(1).failedIterations()).isZero();
    assertThat(rows.get(1).durations().percentile(95)).isZero();
  }

  @Test
  @DisplayName("all samples go on as they came")
  void pass() {
    SampleSink sink = tallies.watch(1, end);
    sink.metadata(Tags.of("a", "b"));
    record(sink, builtins.httpReqDuration(), "s", 2.5);
    sink.flush();
    assertThat(passed).containsExactly("metadata {a:b}", "http_req_duration=2.5", "flush");
  }

  @Test
  @DisplayName("percentiles are exact while there are few, and within half a hundredth beyond")
  void percentiles() {
    for (int count : new int[] {1, 2, 128, 129, 20_000}) {
      var spread = new Spread();
      var random = new Random(count);
      var values = new double[count];
      for (int i = 0; i < count; i++) {
        values[i] = i % 50 == 7 ? 0 : Math.exp(random.nextGaussian() * 3);
        spread.add(values[i]);
      }
      Values.Trend trend = spread.values();
      Values.Distribution exact = Values.Distribution.exact(values);
      Arrays.sort(values);
      assertThat(trend.samples()).isEqualTo(count);
      assertThat(trend.min()).isEqualTo(values[0]);
      assertThat(trend.max()).isEqualTo(values[count - 1]);
      for (double p : new double[] {0, 1, 50, 95, 99, 100}) {
        double wanted = exact.percentile(p);
        assertThat(trend.percentile(p))
            .as(count + " values, p" + p)
            .isCloseTo(wanted, within(count > 128 ? wanted * 0.005 : 1e-12));
      }
    }
  }

  @Test
  @DisplayName("times beyond all reason are counted, too")
  void unreasonable() {
    var spread = new Spread();
    for (int i = 0; i < 200; i++) {
      spread.add(i % 2 == 0 ? 1e300 : 1e-300);
    }
    assertThat(spread.values().samples()).isEqualTo(200);
    assertThat(spread.values().percentile(100)).isEqualTo(1e300);
    assertThat(spread.values().percentile(0)).isEqualTo(1e-300);
  }

  private static VuStatistics user(int vu, int requests, double millis) {
    var each = new double[requests];
    Arrays.fill(each, millis);
    var durations =
        new Values.Trend(
            requests, requests * millis, millis, millis, Values.Distribution.exact(each));
    return new VuStatistics(vu, "s", requests, 0, requests, 0, durations, 0, 0);
  }

  @Test
  @DisplayName("those who had to wait twice as long were served unevenly; few requests do not tell")
  void evenness() {
    Evenness uneven = Evenness.of(List.of(user(1, 20, 5), user(2, 30, 11), user(3, 40, 6))).get(0);
    assertThat(uneven.isUneven()).isTrue();
    assertThat(uneven.ratio()).isEqualTo(2.2);
    assertThat(uneven.fastest().vu()).isEqualTo(1);
    assertThat(uneven.slowest().vu()).isEqualTo(2);
    assertThat(uneven.fewest()).isEqualTo(20);
    assertThat(uneven.most()).isEqualTo(40);
    assertThat(Evenness.of(List.of(user(1, 20, 5), user(2, 20, 9))).get(0).isUneven()).isFalse();
    assertThat(Evenness.of(List.of(user(1, 20, 0.1), user(2, 20, 0.9))).get(0).isUneven())
        .as("less than a millisecond is of no account")
        .isFalse();
    assertThat(Evenness.of(List.of(user(1, 20, 5), user(2, 19, 500)))).isEmpty();
    assertThat(Evenness.of(List.of(user(1, 20, 0), user(2, 20, 9))).get(0).ratio()).isInfinite();
  }
}
