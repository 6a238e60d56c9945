package dev.runner.script;

import dev.runner.js.metrics.OddValues;
import dev.runner.js.module.ScriptPhase;
import dev.runner.js.module.VuScope;
import dev.runner.log.Log;
import dev.runner.log.LogLevel;
import dev.runner.random.Seed;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleSink;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A virtual user that writes down what happens to it. Its clock stands still except while it
/// sleeps, which takes no real time unless asked to.
final class TestScope implements VuScope {
  /// A sample, for comparing.
  record Recorded(String metric, double value, Map<String, String> tags) {}

  private record TestSeries(Metric metric, Tags tags) implements Series {}

  final List<Recorded> samples = new ArrayList<>();
  final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  final List<Long> sleeps = new ArrayList<>();
  final MetricRegistry registry;
  final BuiltinMetrics builtins;
  final CountDownLatch sleeping = new CountDownLatch(1);
  int vuId = 1;
  ScriptPhase phase = ScriptPhase.INIT;
  boolean throwsOnFailure;
  boolean sleepsForReal;
  boolean showsDebug = true;
  int seriesLookups;
  final OddValues oddValues = new OddValues(log());
  private long now = 1_000_000_000L;
  private String group = "";
  private Tags tags = Tags.of("scenario", "default");

  TestScope() {
    this(new MetricRegistry());
  }

  TestScope(MetricRegistry registry) {
    this.registry = registry;
    this.builtins = BuiltinMetrics.in(registry);
  }

  @Override
  public int vuId() {
    return vuId;
  }

  @Override
  public ScriptPhase phase() {
    return phase;
  }

  @Override
  public SampleSink samples() {
    if (phase == ScriptPhase.INIT) {
      throw new IllegalStateException("samples in init");
    }
    return new SampleSink() {
      @Override
      public Series series(Metric metric, Tags seriesTags) {
        seriesLookups++;
        return new TestSeries(metric, seriesTags);
      }

      @Override
      public void record(Series series, double value, long timeNanos) {
        samples.add(new Recorded(series.metric().name(), value, series.tags().asMap()));
      }
    };
  }

  @Override
  public MetricRegistry metrics() {
    return registry;
  }

  @Override
  public BuiltinMetrics builtins() {
    return builtins;
  }

  @Override
  public Tags tags() {
    return tags;
  }

  @Override
  public String group() {
    return group;
  }

  @Override
  public void group(String path) {
    group = path;
    tags = path.isEmpty() ? tags.without("group") : tags.with("group", path);
  }

  @Override
  public boolean systemTag(String name) {
    return true;
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void sleep(long nanos) throws InterruptedException {
    sleeps.add(nanos);
    sleeping.countDown();
    if (sleepsForReal) {
      TimeUnit.NANOSECONDS.sleep(nanos);
    }
    now += Math.max(nanos, 0);
  }

  @Override
  @SuppressWarnings("WaitNotInLoop") // the caller loops
  public void await(Object monitor, long untilNanos) throws InterruptedException {
    sleeping.countDown();
    monitor.wait();
  }

  @Override
  public Log log() {
    return new Log() {
      @Override
      public void log(LogLevel level, String message, Map<String, String> fields) {
        lines.add(level.label() + " " + message + (fields.isEmpty() ? "" : " " + fields));
      }

      @Override
      public boolean shows(LogLevel level) {
        return showsDebug || level != LogLevel.DEBUG;
      }
    };
  }

  @Override
  public boolean throwsOnFailure() {
    return throwsOnFailure;
  }

  @Override
  public <T> T port(Class<T> type) {
    if (type == OddValues.class) {
      return type.cast(oddValues);
    }
    throw new IllegalStateException("there is no " + type.getName());
  }

  @Override
  public Seed seed() {
    return new Seed(1);
  }

  @Override
  public boolean seeded() {
    return false;
  }

  private String step = "";
  private long thought;

  @Override
  public String step() {
    return step;
  }

  @Override
  public void step(String name) {
    step = name;
  }

  @Override
  public void think(long nanos) throws InterruptedException {
    sleep(nanos);
    thought += nanos;
  }

  @Override
  public long thoughtNanos() {
    return thought;
  }
}
