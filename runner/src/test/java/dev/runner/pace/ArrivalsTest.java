package dev.runner.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.runner.random.Seed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {
  private static final long MS = 1_000_000L;
  private static final long SECOND = 1_000 * MS;
  private static final long HOUR = 3_600 * SECOND;
  private static final long YEAR = 365 * 24 * HOUR;

  private static UniformArrivals constant(long rate, long unit, long duration) {
    return new UniformArrivals(RateCurve.constant(rate, unit, duration), true);
  }

  private static UniformArrivals ramp(long startRate, Stage... stages) {
    return new UniformArrivals(new RateCurve(startRate, List.of(stages), SECOND), false);
  }

  private static List<Long> walk(Arrivals arrivals) {
    List<Long> times = new ArrayList<>();
    for (Arrivals.Cursor cursor = arrivals.cursor(); cursor.advance(); ) {
      assertThat(cursor.index()).isEqualTo(times.size());
      times.add(cursor.atNanos());
    }
    return times;
  }

  @Test
  @DisplayName("a constant rate starts at once and then at equal distances")
  void constantRate() {
    UniformArrivals arrivals = constant(5, SECOND, SECOND);
    assertThat(walk(arrivals)).containsExactly(0L, 200 * MS, 400 * MS, 600 * MS, 800 * MS);
    assertThat(arrivals.count()).isEqualTo(5);
  }

  @Test
  @DisplayName("a distance that is no whole number of nanoseconds does not add up to a drift")
  void thirds() {
    assertThat(walk(constant(3, SECOND, 2 * SECOND)))
        .containsExactly(0L, 333_333_334L, 666_666_667L, SECOND, 1_333_333_334L, 1_666_666_667L);
  }

  @Test
  @DisplayName("a started start at the end counts for a constant rate, not for a ramp")
  void incomplete() {
    assertThat(constant(10, SECOND, 1_050 * MS).count()).isEqualTo(11);
    assertThat(ramp(10, new Stage(1_050 * MS, 10)).count()).isEqualTo(10);
  }

  @Test
  @DisplayName("a ramp starts when the integral of its rate reaches the next whole number")
  void ramp() {
    List<Long> times = walk(ramp(2, new Stage(2 * SECOND, 10)));
    assertThat(times).hasSize(12);
    for (int n = 1; n <= 12; n++) {
      // 2 t + 2 t^2 = n
      assertThat(times.get(n - 1) / 1e9).isCloseTo((Math.sqrt(1 + 2.0 * n) - 1) / 2, within(1e-9));
    }
    assertThat(times.getLast()).isEqualTo(2 * SECOND);
  }

  @Test
  @DisplayName("a jump keeps what was started of the next start")
  void jump() {
    // Half a start is due after the first stage; after the jump it takes 50 ms to the first one.
    assertThat(walk(ramp(1, new Stage(500 * MS, 1), new Stage(0, 10), new Stage(100 * MS, 10))))
        .containsExactly(550 * MS);
  }

  @Test
  @DisplayName("nothing starts while the rate is zero")
  void pause() {
    UniformArrivals arrivals =
        ramp(
            1,
            new Stage(SECOND, 1),
            new Stage(0, 0),
            new Stage(HOUR, 0),
            new Stage(0, 1),
            new Stage(2 * SECOND, 1));
    assertThat(walk(arrivals)).containsExactly(SECOND, HOUR + 2 * SECOND, HOUR + 3 * SECOND);
    assertThat(walk(ramp(0, new Stage(HOUR, 0)))).isEmpty();
    assertThat(walk(ramp(5))).isEmpty();
    assertThat(walk(ramp(5, new Stage(0, 9)))).isEmpty();
  }

  @Test
  @DisplayName("after a year of 20,000 starts a second each is still where it belongs")
  void noDrift() {
    UniformArrivals arrivals = constant(20_000, SECOND, YEAR);
    long count = 20_000L * 365 * 24 * 3600;
    assertThat(arrivals.count()).isEqualTo(count);
    assertThat(arrivals.nanosOf(count - 1)).isEqualTo(YEAR - 50_000);
    assertThat(arrivals.nanosOf(count)).isEqualTo(Arrivals.NONE);
    assertThat(arrivals.countBefore(YEAR / 2)).isEqualTo(count / 2);

    UniformArrivals thirds = constant(3, SECOND, YEAR);
    assertThat(thirds.nanosOf(3L * 364 * 24 * 3600)).isEqualTo(364 * 24 * HOUR);

    UniformArrivals ramp = ramp(0, new Stage(YEAR, 20_000));
    assertThat(ramp.count()).isEqualTo(count / 2);
    assertThat(ramp.nanosOf(count / 2 - 1)).isEqualTo(YEAR);
    assertThat(ramp.nanosOf(count / 8 - 1)).isEqualTo(YEAR / 2);
  }

  @Test
  @DisplayName("for any curve each start is at the first nanosecond at which it is due")
  void exact() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 400; i++) {
      RateCurve curve = randomCurve(random);
      for (boolean atOnce : new boolean[] {true, false}) {
        var arrivals = new UniformArrivals(curve, atOnce);
        long count = arrivals.count();
        long lastDue = atOnce ? count - 1 : count;
        if (count > 0) {
          assertThat(due(curve, curve.durationNanos(), lastDue)).as("%s", curve).isTrue();
        }
        int nextAtEnd = compare(curve, curve.durationNanos(), lastDue + 1);
        assertThat(nextAtEnd).as("%s", curve).isLessThanOrEqualTo(atOnce ? 0 : -1);
        long before = -1;
        long step = Math.max(1, count / 50);
        for (long n = 0; n < count; n += step) {
          long at = arrivals.nanosOf(n);
          long number = atOnce ? n : n + 1;
          assertThat(at).isBetween(Math.max(0, before), curve.durationNanos());
          assertThat(due(curve, at, number)).as("%s: %s", curve, n).isTrue();
          assertThat(at == 0 || !due(curve, at - 1, number)).as("%s: %s", curve, n).isTrue();
          assertThat(arrivals.countBefore(at)).as("%s: %s", curve, n).isLessThanOrEqualTo(n);
          assertThat(arrivals.countBefore(at + 1)).as("%s: %s", curve, n).isGreaterThan(n);
          before = at;
        }
      }
    }
  }

  @Test
  @DisplayName("a walk meets each start once, in order")
  void walks() {
    var random = new SplittableRandom(2);
    for (int i = 0; i < 100; i++) {
      var curve =
          new RateCurve(
              random.nextInt(200),
              List.of(
                  new Stage(random.nextLong(SECOND), random.nextInt(300)),
                  new Stage(random.nextLong(SECOND), random.nextInt(300))),
              SECOND);
      var arrivals = new UniformArrivals(curve, random.nextBoolean());
      List<Long> times = walk(arrivals);
      assertThat(times).hasSize(Math.toIntExact(arrivals.count())).isSorted();
      for (int n = 0; n < times.size(); n++) {
        assertThat(times.get(n)).isEqualTo(arrivals.nanosOf(n));
      }
    }
  }

  @Test
  @DisplayName(
      "random starts come at the same times with the same seed, and at others with another")
  void seeded() {
    RateCurve curve = RateCurve.constant(100, SECOND, 10 * SECOND);
    List<Long> times = walk(new PoissonArrivals(curve, new Seed(7)));
    assertThat(walk(new PoissonArrivals(curve, new Seed(7)))).isEqualTo(times);
    assertThat(walk(new PoissonArrivals(curve, new Seed(8)))).isNotEqualTo(times);
    assertThat(times).isSorted().allMatch(t -> t >= 0 && t <= 10 * SECOND);
    assertThat(new PoissonArrivals(curve, new Seed(7)).count()).isEqualTo(times.size());
  }

  @Test
  @DisplayName("the distances of random starts are exponential")
  void exponential() {
    List<Long> times =
        walk(new PoissonArrivals(RateCurve.constant(1_000, SECOND, 200 * SECOND), new Seed(1)));
    // A Poisson number of mean 200,000 has a standard deviation of 447.
    assertThat((double) times.size()).isCloseTo(200_000, within(5 * 447.0));
    double longerThanMean = 0;
    double squares = 0;
    long before = 0;
    for (long time : times) {
      double gap = (time - before) / 1e6;
      squares += gap * gap;
      longerThanMean += gap > 1 ? 1 : 0;
      before = time;
    }
    assertThat(longerThanMean / times.size()).isCloseTo(Math.exp(-1), within(0.006));
    assertThat(squares / times.size()).isCloseTo(2, within(0.06));
  }

  @Test
  @DisplayName("random starts follow a ramp")
  void poissonRamp() {
    var curve =
        new RateCurve(0, List.of(new Stage(100 * SECOND, 1_000), new Stage(SECOND, 0)), SECOND);
    List<Long> times = walk(new PoissonArrivals(curve, new Seed(3)));
    long firstHalf = times.stream().filter(t -> t < 50 * SECOND).count();
    assertThat((double) times.size()).isCloseTo(50_500, within(5 * 225.0));
    assertThat((double) firstHalf).isCloseTo(12_500, within(5 * 112.0));
  }

  @Test
  @DisplayName("the rate at a moment is on the line")
  void rate() {
    var curve = new RateCurve(60, List.of(new Stage(SECOND, 120), new Stage(0, 30)), 60 * SECOND);
    assertThat(curve.perSecondAt(0)).isEqualTo(1);
    assertThat(curve.perSecondAt(500 * MS)).isEqualTo(1.5);
    assertThat(curve.perSecondAt(2 * SECOND)).isEqualTo(0.5);
    assertThat(curve.perSecond((double) curve.peakRate())).isEqualTo(2);
  }

  @Test
  @DisplayName("more than a start a nanosecond is refused")
  void tooFast() {
    assertThatThrownBy(() -> RateCurve.constant(2_000_000_001L, SECOND, SECOND))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RateCurve randomCurve(SplittableRandom random) {
    long unit = new long[] {1, MS, SECOND, 60 * SECOND, HOUR, 24 * HOUR, 7}[random.nextInt(7)];
    long fastest = Math.min(1_000_000L, Math.max(1, unit));
    List<Stage> stages = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      long duration =
          switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> random.nextLong(100 * SECOND);
            case 2 -> random.nextLong(100);
            default -> random.nextLong(YEAR / 4);
          };
      stages.add(new Stage(duration, random.nextInt(5) == 0 ? 0 : random.nextLong(fastest + 1)));
    }
    return new RateCurve(random.nextLong(fastest + 1), stages, unit);
  }

  /// Whether so many starts are due at a moment: the definition, in fractions.
  private static boolean due(RateCurve curve, long nanos, long starts) {
    return compare(curve, nanos, starts) >= 0;
  }

  /// The number of starts due at a moment against another.
  private static int compare(RateCurve curve, long nanos, long starts) {
    BigInteger numerator = BigInteger.ZERO;
    BigInteger denominator = BigInteger.ONE;
    long begin = 0;
    long from = curve.startRate();
    for (Stage stage : curve.stages()) {
      long d = stage.durationNanos();
      long x = Math.clamp(nanos - begin, 0, d);
      if (d > 0) {
        // from x + (to - from) x^2 / 2 d
        BigInteger part =
            BigInteger.valueOf(2 * from)
                .multiply(BigInteger.valueOf(d))
                .add(BigInteger.valueOf(stage.target() - from).multiply(BigInteger.valueOf(x)))
                .multiply(BigInteger.valueOf(x));
        BigInteger whole = BigInteger.valueOf(2).multiply(BigInteger.valueOf(d));
        numerator = numerator.multiply(whole).add(part.multiply(denominator));
        denominator = denominator.multiply(whole);
      }
      begin += d;
      from = stage.target();
    }
    return numerator.compareTo(
        denominator.multiply(
            BigInteger.valueOf(starts).multiply(BigInteger.valueOf(curve.unitNanos()))));
  }
}
