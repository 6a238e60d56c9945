package dev.runner.metrics;

import dev.runner.sample.MetricKind;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to add up two histograms of 10,000 times each, as snapshots, breakdowns and merged
/// recordings do, and to read percentiles of one.
///
/// Run it with `./mvnw -q -Pbenchmarks -DskipTests test -Djmh.args=MergingBenchmark`.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MergingBenchmark {
  private static final int SAMPLES = 10_000;

  /// The response times of two virtual users.
  @State(Scope.Thread)
  public static class Times {
    Values one;
    Values other;

    @Setup
    public void measure() {
      one = times(1, 0.3);
      other = times(2, 40);
    }

    private static Values times(long seed, double millis) {
      var random = new SplittableRandom(seed);
      var times = new Accumulator(MetricKind.TREND);
      for (int i = 0; i < SAMPLES; i++) {
        times.add(millis * (1 + 5 * random.nextDouble()), i);
      }
      return times.values();
    }
  }

  @Benchmark
  public Values merge(Times times) {
    return times.one.merge(times.other);
  }

  @Benchmark
  public double percentiles(Times times) {
    var trend = (Values.Trend) times.one;
    return trend.percentile(50) + trend.percentile(95) + trend.percentile(99);
  }
}
