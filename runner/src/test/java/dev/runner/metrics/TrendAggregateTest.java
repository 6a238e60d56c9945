package dev.runner.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrendAggregateTest {
  private static final double[] PERCENTILES = {0, 0.1, 1, 10, 25, 50, 75, 90, 95, 99, 99.9, 100};

  private static Values.Trend trendOf(double... values) {
    var trend = new TrendAggregate();
    for (double value : values) {
      trend.add(value, 0);
    }
    return trend.values();
  }

  /// The definition, on the sorted values themselves.
  private static double exact(double[] sorted, double p) {
    double index = p / 100 * (sorted.length - 1);
    int below = (int) index;
    return below == sorted.length - 1
        ? sorted[below]
        : sorted[below] + (sorted[below + 1] - sorted[below]) * (index - below);
  }

  @ParameterizedTest(name = "p({0}) of 10, 20, 30, 40 is {1}")
  @CsvSource({"25, 17.5", "90, 37", "99, 39.7", "0, 10", "100, 40", "50, 25"})
  void interpolatesBetweenNeighbours(double p, double expected) {
    assertThat(trendOf(30, 10, 40, 20).percentile(p)).isCloseTo(expected, within(1e-12));
  }

  @Test
  @DisplayName("a trend without samples is all zero")
  void empty() {
    Values.Trend trend = trendOf();
    assertThat(trend.samples()).isZero();
    assertThat(new double[] {trend.average(), trend.min(), trend.max(), trend.percentile(95)})
        .containsOnly(0);
  }

  @Test
  @DisplayName("percentiles are exact up to 1,024 samples")
  void exactWhileSmall() {
    double[] values = new Random(1).doubles(TrendAggregate.EXACT, -5, 1e6).toArray();
    Values.Trend trend = trendOf(values);
    Arrays.sort(values);
    for (double p : PERCENTILES) {
      assertThat(trend.percentile(p)).isEqualTo(exact(values, p));
    }
  }

  static Stream<DoubleSupplier> distributions() {
    var random = new Random(2);
    return Stream.of(
        () -> random.nextExponential() * 20,
        () -> 0.001 * Math.exp(random.nextDouble() * Math.log(3.6e9)),
        () -> -random.nextExponential() * 1e-7,
        () -> random.nextGaussian() * 1e12,
        () -> random.nextInt(3) - 1,
        () -> Double.MIN_VALUE * (1 + random.nextInt(1 << 20)),
        () -> -Double.MAX_VALUE * random.nextDouble(),
        () -> Math.scalb(1 + random.nextDouble(), random.nextInt(2000) - 1000),
        () -> 1e9 * (0.5 + random.nextInt(10)));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  @DisplayName("with many samples percentiles are within a thousandth of a neighbouring value")
  void errorIsBounded(DoubleSupplier source) {
    double[] values = new double[20_000];
    var trend = new TrendAggregate();
    for (int i = 0; i < values.length; i++) {
      values[i] = source.getAsDouble();
      trend.add(values[i], i);
    }
    Values.Trend result = trend.values();
    Arrays.sort(values);
    for (double p : PERCENTILES) {
      int below = (int) (p / 100 * (values.length - 1));
      double low = values[below];
      double high = values[Math.min(below + 1, values.length - 1)];
      assertThat(result.percentile(p))
          .describedAs("p(%s)", p)
          .isBetween(low - Math.abs(low) * 1e-3, high + Math.abs(high) * 1e-3);
    }
    assertThat(result.min()).isEqualTo(values[0]).isEqualTo(result.percentile(0));
    assertThat(result.max()).isEqualTo(values[values.length - 1]).isEqualTo(result.percentile(100));
    assertThat(result.samples()).isEqualTo(values.length);
  }

  @Test
  @DisplayName("sum and average are exact with many samples")
  void exactSum() {
    var trend = new TrendAggregate();
    for (int i = 1; i <= 100_000; i++) {
      trend.add(i, i);
    }
    assertThat(trend.values().sum()).isEqualTo(5_000_050_000.0);
    assertThat(trend.values().average()).isEqualTo(50_000.5);
  }

  @Test
  @DisplayName("infinite values sort to the ends")
  void infinities() {
    var trend = new TrendAggregate();
    for (int i = 0; i < 2_000; i++) {
      trend.add(5, 0);
    }
    trend.add(Double.POSITIVE_INFINITY, 0);
    trend.add(Double.NEGATIVE_INFINITY, 0);
    Values.Trend values = trend.values();
    assertThat(values.min()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(values.max()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(values.percentile(50)).isCloseTo(5, within(0.005));
    assertThat(values.percentile(100)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  @DisplayName("what is not a number does not count")
  void notANumber() {
    assertThat(trendOf(1, Double.NaN, 3).samples()).isEqualTo(2);
    assertThat(trendOf(1, Double.NaN, 3).average()).isEqualTo(2);
  }

  @Test
  @DisplayName("a snapshot does not change when more samples come")
  void snapshotsStay() {
    var trend = new TrendAggregate();
    trend.add(1, 0);
    Values.Trend few = trend.values();
    for (int i = 0; i < 5_000; i++) {
      trend.add(2, 0);
    }
    Values.Trend many = trend.values();
    for (int i = 0; i < 50_000; i++) {
      trend.add(100, 0);
    }
    assertThat(few.percentile(100)).isEqualTo(1);
    assertThat(many.percentile(99)).isCloseTo(2, within(0.002));
    assertThat(many.samples()).isEqualTo(5_001);
  }
}
