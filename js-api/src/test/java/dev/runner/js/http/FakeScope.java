package dev.runner.js.http;

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
import dev.runner.transport.HttpSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A virtual user that remembers what was recorded and logged.
final class FakeScope implements VuScope, SampleSink, Log {
  /// One recorded sample.
  record Recorded(String metric, Tags tags, double value, long timeNanos) {}

  private record FakeSeries(Metric metric, Tags tags) implements Series {}

  private final MetricRegistry registry = new MetricRegistry();
  private final BuiltinMetrics builtins = BuiltinMetrics.in(registry);
  final FakeSession session = new FakeSession();
  final List<Recorded> samples = new ArrayList<>();
  final List<String> logged = new ArrayList<>();
  final Set<String> systemTags =
      new HashSet<>(
          Set.of(
              "proto",
              "status",
              "method",
              "url",
              "name",
              "group",
              "error",
              "error_code",
              "tls_version",
              "scenario",
              "expected_response"));
  ScriptPhase phase = ScriptPhase.INIT;
  HttpDefaults defaults = new HttpDefaults("test/1", 10, false, false, 20, 6);
  Tags tags = Tags.of(Map.of("group", "", "scenario", "default"));
  boolean throwing;
  int seriesMade;
  long nanos = 1_000_000_000L;

  @Override
  public int vuId() {
    return 1;
  }

  @Override
  public ScriptPhase phase() {
    return phase;
  }

  @Override
  public SampleSink samples() {
    return this;
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
    return "";
  }

  @Override
  public void group(String path) {}

  @Override
  public boolean systemTag(String name) {
    return systemTags.contains(name);
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public void sleep(long duration) {}

  @Override
  public void await(Object monitor, long untilNanos) {
    throw new IllegalStateException("all replies are there at once");
  }

  @Override
  public Log log() {
    return this;
  }

  @Override
  public boolean throwsOnFailure() {
    return throwing;
  }

  @Override
  public <T> T port(Class<T> type) {
    if (type == HttpSession.class) {
      return type.cast(session);
    }
    if (type == HttpDefaults.class) {
      return type.cast(defaults);
    }
    throw new IllegalStateException(type.getName());
  }

  @Override
  public Series series(Metric metric, Tags seriesTags) {
    seriesMade++;
    return new FakeSeries(metric, seriesTags);
  }

  @Override
  public void record(Series series, double value, long timeNanos) {
    samples.add(new Recorded(series.metric().name(), series.tags(), value, timeNanos));
  }

  @Override
  public void log(LogLevel level, String message, Map<String, String> fields) {
    logged.add(level.label() + ": " + message + (fields.isEmpty() ? "" : " " + fields));
  }

  @Override
  public boolean shows(LogLevel level) {
    return true;
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
