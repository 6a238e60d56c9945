package dev.runner.output.total;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExponentialHistogramTest {
  private final ExponentialHistogram histogram = new ExponentialHistogram();

  @Test
  @DisplayName("Each value lies above its bucket's lower bound and not above its upper one")
  void bounds() {
    var random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      double value = Math.exp(random.nextGaussian() * 5);
      var one = new ExponentialHistogram();
      one.add(value);
      for (int scale : new int[] {8, 5, 0, -2}) {
        ExponentialHistogram.View view = one.view(scale, 1_000);
        int index = view.positive().first();
        assertThat(view.scale()).isEqualTo(scale);
        assertThat(value)
            .isBetween(view.lower(index) * (1 - 1e-12), view.lower(index + 1) * (1 + 1e-12));
      }
    }
  }

  @Test
  @DisplayName("A power of two is the upper bound of its bucket at every scale")
  void powersOfTwo() {
    for (int exponent = -40; exponent <= 40; exponent++) {
      var one = new ExponentialHistogram();
      one.add(Math.scalb(1.0, exponent));
      for (int scale : new int[] {8, 3, 0, -1}) {
        ExponentialHistogram.View view = one.view(scale, 1_000);
        double upper = view.lower(view.positive().first() + 1);
        assertThat(upper).isGreaterThanOrEqualTo(Math.scalb(1.0, exponent));
        assertThat(view.lower(view.positive().first())).isLessThan(Math.scalb(1.0, exponent));
      }
      assertThat(one.upTo(exponent)).isOne();
      assertThat(one.upTo(exponent - 1)).isZero();
    }
  }

  @Test
  @DisplayName("Zeros, tiny and negative values are counted apart; nothing gets lost")
  void signs() {
    for (double value : new double[] {0, -0.0, Double.MIN_VALUE, -3, -1e300, 7, 1e-300, 1e300}) {
      histogram.add(value);
    }
    ExponentialHistogram.View view = histogram.view(20, 160);
    assertThat(view.zeros()).isEqualTo(3);
    assertThat(LongStream.of(view.negative().counts()).sum()).isEqualTo(2);
    assertThat(LongStream.of(view.positive().counts()).sum()).isEqualTo(3);
    assertThat(view.positive().counts().length).isLessThanOrEqualTo(160);
    assertThat(histogram.upTo(0)).isEqualTo(6);
    assertThat(histogram.upTo(3)).isEqualTo(7);
  }

  @Test
  @DisplayName("Counts up to a power of two are exact, also after the scale got coarser")
  void upTo() {
    var random = new Random(2);
    double[] values = random.doubles(5_000).map(d -> Math.exp(d * 40 - 20)).toArray();
    Arrays.stream(values).forEach(histogram::add);
    for (int exponent = -20; exponent < 20; exponent++) {
      double bound = Math.scalb(1.0, exponent);
      assertThat(histogram.upTo(exponent))
          .isEqualTo(Arrays.stream(values).filter(value -> value <= bound).count());
    }
  }

  @Test
  @DisplayName("Percentiles of many values are within 0.14 %")
  void percentiles() {
    var trend = new TrendTotal();
    var random = new Random(3);
    double[] values = random.doubles(100_000).map(d -> Math.exp(d * 8)).toArray();
    Arrays.stream(values).forEach(trend::add);
    Arrays.sort(values);
    for (double p : new double[] {0, 1, 50, 90, 99, 99.9, 100}) {
      double expected = values[(int) Math.round(p / 100 * (values.length - 1))];
      assertThat(trend.distribution().percentile(p)).isCloseTo(expected, within(expected * 0.0015));
    }
    assertThat(trend.distribution().percentile(100)).isEqualTo(trend.max());
  }

  @Test
  @DisplayName("Percentiles of few values are exact")
  void exact() {
    var trend = new TrendTotal();
    for (int i = 1_024; i > 0; i--) {
      trend.add(i);
    }
    assertThat(trend.distribution().percentile(50)).isEqualTo(512.5);
    trend.add(0);
    assertThat(trend.distribution().percentile(50)).isCloseTo(512, within(1.0));
    assertThat(trend.count()).isEqualTo(1_025);
  }
}
