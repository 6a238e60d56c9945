package dev.runner.metrics;

import dev.runner.clock.SystemClock;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// What one sample costs the thread of a virtual user, with the mix of an iteration that makes one
/// HTTP request: nine samples of the request, two of the iteration, two of data, two checks.
///
/// Nobody waits between iterations in `oneThread` and `twoThreads`, so that aggregation cannot keep
/// up: their figures contain what of it falls to the recording threads.
///
/// Run it with `./mvnw -q -Pbenchmarks -DskipTests test -Djmh.args=RecordingBenchmark`.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RecordingBenchmark {
  private static final int SAMPLES = 15;

  /// The engine, shared by all recording threads.
  @State(Scope.Benchmark)
  public static class Run {
    final MetricRegistry registry = new MetricRegistry();
    final BuiltinMetrics metrics = BuiltinMetrics.in(registry);
    final AtomicInteger vus = new AtomicInteger();
    final MetricsEngine engine = new MetricsEngine(registry, new SystemClock(), new RecordedLog());

    @Setup
    public void start() {
      engine.start();
    }

    @TearDown
    public void close() {
      engine.close();
    }
  }

  /// One virtual user.
  @State(Scope.Thread)
  public static class Vu {
    SampleBuffer buffer;
    Series[] series;
    long now;

    @Setup(Level.Trial)
    public void create(Run run) {
      buffer = run.engine.newBuffer(run.vus.getAndIncrement());
      BuiltinMetrics m = run.metrics;
      Tags iteration = Tags.of(Map.of("scenario", "default", "group", ""));
      Tags request =
          iteration
              .with("method", "GET")
              .with("status", "200")
              .with("proto", "HTTP/1.1")
              .with("url", "http://127.0.0.1/")
              .with("name", "http://127.0.0.1/")
              .with("expected_response", "true");
      List<Metric> ofRequest =
          List.of(
              m.httpReqs(),
              m.httpReqDuration(),
              m.httpReqBlocked(),
              m.httpReqConnecting(),
              m.httpReqTlsHandshaking(),
              m.httpReqSending(),
              m.httpReqWaiting(),
              m.httpReqReceiving(),
              m.httpReqFailed());
      List<Metric> ofIteration =
          List.of(m.iterations(), m.iterationDuration(), m.dataSent(), m.dataReceived());
      series = new Series[SAMPLES];
      int i = 0;
      for (Metric metric : ofRequest) {
        series[i++] = buffer.series(metric, request);
      }
      for (Metric metric : ofIteration) {
        series[i++] = buffer.series(metric, iteration);
      }
      series[i++] = buffer.series(m.checks(), iteration.with("check", "status is 200"));
      series[i] = buffer.series(m.checks(), iteration.with("check", "has a body"));
    }

    void iterate() {
      now += 50_000;
      double millis = 0.3 + (now & 0xffff) * 1e-4;
      for (Series one : series) {
        buffer.record(one, millis, now);
      }
      buffer.flush();
    }
  }

  /// A virtual user whose samples nobody aggregates while it is measured.
  @State(Scope.Thread)
  public static class Burst {
    /// 210,000 samples, which is less than all chunks hold.
    static final int ITERATIONS = 14_000;

    final Run run = new Run();
    final Vu vu = new Vu();

    @Setup(Level.Trial)
    public void create() {
      vu.create(run);
    }

    @Setup(Level.Invocation)
    public void aggregate() {
      run.engine.snapshot(0);
    }
  }

  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  @Threads(1)
  public void oneThread(Vu vu) {
    vu.iterate();
  }

  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  @Threads(2)
  public void twoThreads(Vu vu) {
    vu.iterate();
  }

  /// Recording and flushing alone: what comes together is aggregated outside the measurement.
  @Benchmark
  @OperationsPerInvocation(Burst.ITERATIONS * SAMPLES)
  @Threads(1)
  public void withoutAggregation(Burst burst) {
    for (int i = 0; i < Burst.ITERATIONS; i++) {
      burst.vu.iterate();
    }
  }
}
