package dev.runner.result;

import dev.runner.clock.ManualClock;
import dev.runner.failure.FailureReport;
import dev.runner.metrics.Facet;
import dev.runner.metrics.MetricsEngine;
import dev.runner.metrics.RecordedLog;
import dev.runner.metrics.SampleBuffer;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Tags;
import dev.runner.threshold.Verdict;
import dev.runner.timeline.Timeline;
import java.time.Duration;
import java.util.List;

/// A result that was counted by a real engine, from samples of requests that never were.
public final class MeasuredResult implements AutoCloseable {
  private static final List<String> STATS = List.of("avg", "min", "med", "max", "p(90)", "p(95)");

  private final List<String> scenarios;
  private final MetricRegistry registry = new MetricRegistry();
  private final MetricsEngine engine;
  private final SampleBuffer buffer;

  public MeasuredResult(String... scenarios) {
    this.scenarios = List.of(scenarios);
    BuiltinMetrics.in(registry);
    this.engine = new MetricsEngine(registry, new ManualClock(), new RecordedLog());
    engine.breakDown("http_req_duration", Facet.ENDPOINT, 100);
    engine.breakDown("http_req_failed", Facet.ENDPOINT, 100);
    engine.breakDown("http_reqs", Facet.ERROR, 100);
    engine.breakDown("http_reqs", Facet.SCENARIO, 100);
    engine.breakDown("iterations", Facet.SCENARIO, 100);
    this.buffer = engine.newBuffer(0);
  }

  /// Tells everything apart by scenario and group; call it first.
  public void details() {
    engine.breakDown("checks", Facet.CHECK, 100);
    engine.breakDownAll(Facet.SCENARIO, 100);
    engine.breakDownAll(Facet.GROUP, 100);
  }

  /// Requests of one iteration, a check for each, and the group around them.
  ///
  /// @param scenario empty for none
  public void requests(String scenario, String group, int count, int status) {
    Tags place = Tags.of("group", group);
    if (!scenario.isEmpty()) {
      place = place.with("scenario", scenario);
      record("iterations", place.with("group", ""), 1);
    }
    boolean fine = status < 400;
    Tags request =
        place
            .with("method", "GET")
            .with("name", "http://shop/" + group.replace("::", ""))
            .with("status", String.valueOf(status))
            .with("expected_response", String.valueOf(fine));
    if (!fine) {
      request = request.with("error_code", String.valueOf(1000 + status));
    }
    for (int i = 1; i <= count; i++) {
      record("http_reqs", request, 1);
      record("http_req_duration", request, i * 10);
      record("http_req_waiting", request, i * 9);
      record("http_req_failed", request, fine ? 0 : 1);
      record("checks", place.with("check", "fine"), fine ? 1 : 0);
    }
    if (!group.isEmpty()) {
      record("group_duration", place, 30);
    }
  }

  private void record(String metric, Tags tags, double value) {
    buffer.record(buffer.series(registry.find(metric).orElseThrow(), tags), value, 0);
  }

  /// What all of it came to in ten seconds.
  public TestResult result() {
    buffer.flush();
    long nanos = Duration.ofSeconds(10).toNanos();
    var facts =
        new RunFacts(
            "load.js",
            "",
            7,
            "0.1.0",
            0,
            nanos,
            "{}",
            scenarios.stream()
                .map(name -> new RunFacts.Scenario(name, "constant-vus", name + ": 1 looping VU"))
                .toList(),
            STATS,
            "");
    return new TestResult(
        facts,
        Outcome.PASSED,
        engine.snapshot(nanos),
        Verdict.NONE,
        FailureReport.NONE,
        null,
        List.of(),
        List.of(),
        List.of(),
        Timeline.NONE,
        List.of());
  }

  @Override
  public void close() {
    engine.close();
  }
}
