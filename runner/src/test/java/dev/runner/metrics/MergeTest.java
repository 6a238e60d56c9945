package dev.runner.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.runner.sample.MetricKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MergeTest {
  private static Values of(MetricKind kind, double[] values, int from, int to) {
    var sum = new Accumulator(kind);
    for (int i = from; i < to; i++) {
      sum.add(values[i], i);
    }
    return sum.values();
  }

  static Stream<Arguments> splits() {
    return TrendAggregateTest.distributions()
        .flatMap(
            source ->
                Stream.of(
                    Arguments.of(source, 400, 600),
                    Arguments.of(source, 700, 700),
                    Arguments.of(source, 100, 5_000),
                    Arguments.of(source, 3_000, 1),
                    Arguments.of(source, 4_000, 6_000),
                    Arguments.of(source, 0, 50),
                    Arguments.of(source, 2_000, 0)));
  }

  @ParameterizedTest
  @MethodSource("splits")
  @DisplayName("merged distributions are the same, bucket by bucket, as that of all samples")
  void trends(DoubleSupplier source, int first, int second) {
    double[] values = new double[first + second];
    Arrays.setAll(values, _ -> source.getAsDouble());
    var together = (Values.Trend) of(MetricKind.TREND, values, 0, values.length);
    var one = (Values.Trend) of(MetricKind.TREND, values, 0, first);
    var other = (Values.Trend) of(MetricKind.TREND, values, first, values.length);
    var merged = (Values.Trend) one.merge(other);

    assertThat(merged.samples()).isEqualTo(together.samples());
    assertThat(merged.min()).isEqualTo(together.min());
    assertThat(merged.max()).isEqualTo(together.max());
    assertThat(merged.sum()).isCloseTo(together.sum(), within(Math.abs(together.sum()) * 1e-9));
    Values.Distribution is = merged.distribution();
    Values.Distribution expected = together.distribution();
    assertThat(is.isExact()).isEqualTo(expected.isExact()).isEqualTo(values.length <= 1_024);
    assertThat(is.size()).isEqualTo(expected.size());
    for (int i = 0; i < is.size(); i++) {
      assertThat(is.value(i)).isEqualTo(expected.value(i));
      assertThat(is.count(i)).isEqualTo(expected.count(i));
    }
    for (double p = 0; p <= 100; p += 0.5) {
      assertThat(merged.percentile(p)).isEqualTo(together.percentile(p));
    }
  }

  @Test
  @DisplayName("a distribution read bucket by bucket can be made again")
  void remade() {
    double[] values = new Random(5).doubles(5_000, -1, 1_000).toArray();
    var trend = (Values.Trend) of(MetricKind.TREND, values, 0, values.length);
    Values.Distribution from = trend.distribution();
    double[] middles = new double[from.size()];
    long[] counts = new long[from.size()];
    for (int i = 0; i < from.size(); i++) {
      middles[i] = from.value(i);
      counts[i] = from.count(i);
    }
    Values.Distribution again =
        Values.Distribution.buckets(trend.min(), trend.max(), middles, counts);
    for (double p : new double[] {0, 1, 50, 99, 99.9, 100}) {
      assertThat(again.percentile(p)).isEqualTo(from.percentile(p));
    }
  }

  @Test
  @DisplayName("counters and rates add up, the gauge measured last wins whichever is merged first")
  void others() {
    assertThat(new Values.Counter(2, 1.5).merge(new Values.Counter(1, -4)))
        .isEqualTo(new Values.Counter(3, -2.5));
    assertThat(new Values.Rate(2, 1).merge(new Values.Rate(3, 3))).isEqualTo(new Values.Rate(5, 4));
    var early = new Values.Gauge(2, 7, 1, 9, 100);
    var late = new Values.Gauge(1, 5, 5, 5, 200);
    assertThat(early.merge(late))
        .isEqualTo(late.merge(early))
        .isEqualTo(new Values.Gauge(3, 5, 1, 9, 200));
    assertThat(new Values.Gauge(0, 0, 0, 0, 0).merge(early)).isEqualTo(early);
    assertThatThrownBy(() -> early.merge(new Values.Rate(1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("a gauge goes by the time of measurement when the clock goes backwards")
  void backwards() {
    var sum = new Accumulator(MetricKind.GAUGE);
    sum.add(3, 50);
    sum.add(4, 20);
    sum.add(5, -10);
    assertThat(sum.values()).isEqualTo(new Values.Gauge(3, 3, 3, 5, 50));
  }

  @Test
  @DisplayName("what is taken is counted once")
  void taken() {
    var sum = new Accumulator(MetricKind.COUNTER);
    sum.add(3, 0);
    sum.add(new Values.Counter(5, 10));
    assertThat(sum.values()).isEqualTo(new Values.Counter(6, 13));
    assertThat(sum.take()).isEqualTo(new Values.Counter(6, 13));
    sum.add(1, 0);
    assertThat(sum.take()).isEqualTo(new Values.Counter(1, 1));
  }

  @Test
  @DisplayName("between an infinite and a finite value there is no not-a-number")
  void infinite() {
    var sum = new Accumulator(MetricKind.TREND);
    sum.add(Double.NEGATIVE_INFINITY, 0);
    sum.add(1, 0);
    sum.add(Double.POSITIVE_INFINITY, 0);
    var trend = (Values.Trend) sum.values();
    for (double p = 0; p <= 100; p += 5) {
      assertThat(trend.percentile(p)).isNotNaN();
    }
    assertThat(trend.percentile(50)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("dev.runner.metrics.TrendAggregateTest#distributions")
  @DisplayName(
      "percentiles of merged trends are within a thousandth of those of the union of all values,"
          + " however it was parted")
  void union(DoubleSupplier source) {
    var random = new Random(11);
    for (int round = 0; round < 5; round++) {
      int parts = 2 + random.nextInt(9);
      List<Double> union = new ArrayList<>();
      Values merged = new Accumulator(MetricKind.TREND).values();
      for (int part = 0; part < parts; part++) {
        // From none to many: what is exact merges with what is not.
        double[] values = new double[(int) Math.pow(10, random.nextDouble(4.0)) - 1];
        Arrays.setAll(values, _ -> source.getAsDouble());
        Arrays.stream(values).forEach(union::add);
        merged = merged.merge(of(MetricKind.TREND, values, 0, values.length));
      }
      Collections.sort(union);
      var trend = (Values.Trend) merged;
      assertThat(trend.samples()).isEqualTo(union.size());
      for (double p = 0; p <= 100; p += 2.5) {
        int below = (int) (p / 100 * (union.size() - 1));
        double low = union.get(below);
        double high = union.get(Math.min(below + 1, union.size() - 1));
        assertThat(trend.percentile(p))
            .describedAs("p(%s) of %s values in %s parts", p, union.size(), parts)
            .isBetween(low - Math.abs(low) * 1e-3, high + Math.abs(high) * 1e-3);
      }
    }
  }
}
