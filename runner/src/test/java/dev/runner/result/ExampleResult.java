package dev.runner.result;

import dev.runner.failure.Failure;
import dev.runner.failure.FailureReport;
import dev.runner.metrics.BreakdownSnapshot;
import dev.runner.metrics.Facet;
import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.GroupSnapshot.CheckSnapshot;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import dev.runner.options.ThresholdOptions;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Tags;
import dev.runner.sample.ValueUnit;
import dev.runner.threshold.Thresholds;
import dev.runner.threshold.Verdict;
import dev.runner.timeline.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A result with something of everything in it: crossed thresholds, failed checks, groups, errors.
public final class ExampleResult {
  private static final List<String> STATS = List.of("avg", "min", "med", "max", "p(90)", "p(95)");

  private final MetricRegistry registry = new MetricRegistry();
  private final BuiltinMetrics builtins = BuiltinMetrics.in(registry);
  private final List<MetricSnapshot> metrics = new ArrayList<>();

  private void add(Metric metric, Values values) {
    metrics.add(new MetricSnapshot(metric, metric.name(), Tags.EMPTY, values));
  }

  private void addSubmetric(Metric metric, String name, String value, Values values) {
    metrics.add(
        new MetricSnapshot(
            metric, metric.name() + "{" + name + ":" + value + "}", Tags.of(name, value), values));
  }

  /// Two samples, whose percentiles lie on the line between them.
  private static Values.Trend trend(double min, double max) {
    return new Values.Trend(2, min + max, min, max, Values.Distribution.exact(min, max));
  }

  public Snapshot snapshot() {
    Metric counter = registry.declare("my_counter", MetricKind.COUNTER, ValueUnit.DEFAULT);
    Metric gauge = registry.declare("my_gauge", MetricKind.GAUGE, ValueUnit.DEFAULT);
    Metric rate = registry.declare("my_rate", MetricKind.RATE, ValueUnit.DEFAULT);
    Metric own = registry.declare("my_trend", MetricKind.TREND, ValueUnit.DEFAULT);
    add(builtins.checks(), new Values.Rate(4, 3));
    add(builtins.dataReceived(), new Values.Counter(2, 934));
    add(builtins.dataSent(), new Values.Counter(2, 379));
    add(builtins.groupDuration(), trend(1, 2));
    add(builtins.httpReqBlocked(), trend(1, 2));
    add(builtins.httpReqDuration(), trend(0.305791, 2.2));
    addSubmetric(
        builtins.httpReqDuration(), "expected_response", "true", trend(0.305791, 0.305791));
    add(builtins.httpReqFailed(), new Values.Rate(6, 2));
    add(builtins.httpReqs(), new Values.Counter(6, 6));
    addSubmetric(builtins.httpReqs(), "nope", "1", new Values.Counter(0, 0));
    add(builtins.iterations(), new Values.Counter(1, 1));
    add(builtins.vus(), new Values.Gauge(1, 1, 1, 5));
    add(counter, new Values.Counter(2, 5));
    add(gauge, new Values.Gauge(2, 1, 1, 5));
    add(rate, new Values.Rate(3, 2));
    add(own, trend(1, 2.5));
    addSubmetric(own, "zz", "1", trend(2.5, 2.5));
    var inner =
        new GroupSnapshot(
            "shop",
            "::shop",
            List.of(),
            List.of(
                new CheckSnapshot("ok check", "::shop::ok check", 2, 0),
                new CheckSnapshot("bad check", "::shop::bad check", 0, 1)));
    var root =
        new GroupSnapshot(
            "", "", List.of(inner), List.of(new CheckSnapshot("ok check", "::ok check", 1, 0)));
    return new Snapshot(Duration.ofSeconds(2).toNanos(), metrics, root, breakdowns());
  }

  private List<BreakdownSnapshot> breakdowns() {
    Map<String, Values> durations = new LinkedHashMap<>();
    durations.put("GET http://shop/a|b", trend(0.305791, 0.5));
    durations.put("POST http://shop/cart", trend(1, 2.2));
    Map<String, Values> failures = new LinkedHashMap<>();
    failures.put("GET http://shop/a|b", new Values.Rate(2, 0));
    failures.put("POST http://shop/cart", new Values.Rate(2, 1));
    Map<String, Values> errors = new LinkedHashMap<>();
    errors.put("1212 dial: connection refused", new Values.Counter(1, 1));
    errors.put("1503 HTTP status 503", new Values.Counter(1, 1));
    return List.of(
        new BreakdownSnapshot(
            builtins.httpReqDuration(), Facet.ENDPOINT.name(), durations, Map.of()),
        new BreakdownSnapshot(builtins.httpReqFailed(), Facet.ENDPOINT.name(), failures, Map.of()),
        new BreakdownSnapshot(
            builtins.httpReqs(),
            Facet.ERROR.name(),
            errors,
            Map.of("1503 HTTP status 503", 1_790_000_001_000_000_000L)));
  }

  public Verdict verdict(Snapshot snapshot) {
    Map<String, List<ThresholdOptions>> options = new LinkedHashMap<>();
    options.put("http_req_duration", thresholds("p(95)<500", "avg<0.001"));
    options.put("http_req_duration{expected_response:true}", thresholds("max<1000"));
    options.put("http_reqs{nope:1}", thresholds("count>=0"));
    options.put("http_req_failed", thresholds("rate<0.1"));
    return Thresholds.parse(options, registry).evaluate(snapshot);
  }

  private static List<ThresholdOptions> thresholds(String... expressions) {
    return List.of(expressions).stream()
        .map(expression -> new ThresholdOptions(expression, false, Duration.ZERO))
        .toList();
  }

  /// All of it.
  public TestResult result() {
    Snapshot snapshot = snapshot();
    return of(snapshot, verdict(snapshot), "", failures());
  }

  /// Nothing but these numbers.
  public static TestResult of(Snapshot snapshot, Verdict verdict, String timeUnit) {
    return of(snapshot, verdict, timeUnit, FailureReport.NONE);
  }

  private static TestResult of(
      Snapshot snapshot, Verdict verdict, String timeUnit, FailureReport failures) {
    var facts =
        new RunFacts(
            "load.js",
            "export default function () {}\n",
            7,
            "0.1.0",
            1_790_000_000_123_000_000L,
            snapshot.elapsedNanos(),
            "{}",
            List.of(new RunFacts.Scenario("default", "constant-vus", "default: 5 looping VUs")),
            STATS,
            timeUnit);
    Outcome outcome =
        verdict.passed()
            ? Outcome.PASSED
            : new Outcome(
                99,
                "thresholds on metrics '"
                    + String.join(", ", verdict.failedMetrics())
                    + "' have been crossed");
    return new TestResult(
        facts,
        outcome,
        snapshot,
        verdict,
        failures,
        null,
        List.of(),
        List.of(),
        List.of(),
        Timeline.NONE,
        List.of());
  }

  private static FailureReport failures() {
    var first =
        new Failure("Error: no <stock> & no | idea", "file:///load.js:3:9", "default", 2, 4, 0);
    return new FailureReport(
        3,
        1,
        List.of(new FailureReport.Line(first.message(), first.place(), 3, first, 1_500_000_000L)));
  }
}
