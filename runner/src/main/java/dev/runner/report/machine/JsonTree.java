package dev.runner.report.machine;

import dev.runner.engine.LiveChange;
import dev.runner.failure.FailureReport;
import dev.runner.metrics.BreakdownSnapshot;
import dev.runner.metrics.Facet;
import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import dev.runner.result.Connections;
import dev.runner.result.Endpoint;
import dev.runner.result.RequestError;
import dev.runner.result.RunFacts;
import dev.runner.result.TestResult;
import dev.runner.sample.Metric;
import dev.runner.sample.Tags;
import dev.runner.threshold.ThresholdResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Lays out one result as JSON values.
final class JsonTree {
  private static final int VERSION = 1;

  private final TestResult result;
  private final Snapshot snapshot;
  private final JsonValues values;

  JsonTree(TestResult result) {
    this.result = result;
    this.snapshot = result.snapshot();
    this.values = new JsonValues(snapshot.elapsedSeconds());
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("format", "runner-summary");
    tree.put("version", VERSION);
    tree.put("run", run());
    tree.put("thresholds", list(result.verdict().results(), this::threshold));
    tree.put("metrics", metrics(snapshot.metrics()));
    tree.put("checks", checks());
    tree.put("scenarios", list(result.facts().scenarios(), this::scenario));
    tree.put("groups", groups());
    tree.put("endpoints", list(Endpoint.of(snapshot), this::endpoint));
    tree.put("steps", steps());
    tree.put("request_errors", list(RequestError.of(snapshot), JsonTree::requestError));
    tree.put("iteration_errors", iterationErrors());
    tree.put("connections", list(Connections.of(snapshot), this::connections));
    if (!result.vus().isEmpty()) {
      tree.put("virtual_users", new VusJson(result.vus()).tree());
    }
    tree.put("live_changes", list(result.changes(), JsonTree::change));
    tree.put("losses", result.losses());
    tree.put("doubts", result.doubts());
    return tree;
  }

  /// Fills the object of one thing.
  private interface Filler<T> {
    void fill(T thing, Map<String, @Nullable Object> json);
  }

  private static <T> List<Object> list(List<T> things, Filler<T> filler) {
    List<Object> list = new ArrayList<>();
    for (T thing : things) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      filler.fill(thing, json);
      list.add(json);
    }
    return list;
  }

  private Map<String, @Nullable Object> run() {
    RunFacts facts = result.facts();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("script", facts.script());
    json.put("runner_version", facts.version());
    json.put("seed", facts.seed());
    json.put("started_at", moment(facts.startEpochNanos()));
    json.put("duration_seconds", facts.durationNanos() / 1e9);
    json.put("exit_code", result.outcome().exitCode());
    json.put("passed", result.outcome().passed());
    json.put("outcome", result.outcome().words());
    return json;
  }

  private static String moment(long epochNanos) {
    return Instant.ofEpochSecond(0, epochNanos).toString();
  }

  private void threshold(ThresholdResult one, Map<String, @Nullable Object> json) {
    json.put("metric", one.metric().name());
    json.put("tags", one.filter().asMap());
    json.put("expression", one.source());
    json.put("ok", one.ok());
    json.put("aggregation", one.aggregation());
    json.put("observed", JsonValues.number(one.observed()));
    json.put("limit", JsonValues.number(one.threshold().expression().limit()));
    json.put(
        "margin", one.margin().isPresent() ? JsonValues.number(one.margin().getAsDouble()) : null);
    json.put("held_seconds", one.held().toMillis() / 1e3);
    json.put("abort_on_fail", one.threshold().abortOnFail());
  }

  private List<Object> metrics(List<MetricSnapshot> metrics) {
    return list(metrics, (one, json) -> metric(one.metric(), one.filter(), one.values(), json));
  }

  private void metric(
      Metric metric, Tags tags, Values numbers, Map<String, @Nullable Object> json) {
    json.put("name", metric.name());
    json.put("kind", metric.kind().label());
    json.put("unit", metric.unit().label());
    json.put("tags", tags.asMap());
    json.put("values", values.of(numbers));
  }

  private List<Object> checks() {
    List<Object> checks = new ArrayList<>();
    collect(snapshot.root(), checks);
    return checks;
  }

  private static void collect(GroupSnapshot group, List<Object> checks) {
    checks.addAll(
        list(
            group.checks(),
            (check, json) -> {
              json.put("group", group.path());
              json.put("name", check.name());
              json.put("passes", check.passes());
              json.put("fails", check.fails());
            }));
    group.groups().forEach(child -> collect(child, checks));
  }

  private void scenario(RunFacts.Scenario scenario, Map<String, @Nullable Object> json) {
    json.put("name", scenario.name());
    json.put("executor", scenario.executor());
    json.put("description", scenario.description());
    json.put("metrics", metricsOf(Facet.SCENARIO, scenario.name()));
  }

  private List<Object> groups() {
    var keys = new TreeSet<String>();
    for (BreakdownSnapshot breakdown : snapshot.breakdowns()) {
      if (breakdown.facet().equals(Facet.GROUP.name())) {
        keys.addAll(breakdown.parts().keySet());
      }
    }
    return list(
        List.copyOf(keys),
        (key, json) -> {
          int path = Math.max(0, key.indexOf("::"));
          json.put("scenario", key.substring(0, path));
          json.put("path", key.substring(path));
          json.put("metrics", metricsOf(Facet.GROUP, key));
        });
  }

  private List<Object> metricsOf(Facet facet, String part) {
    return metrics(snapshot.metricsOf(facet, part));
  }

  private void endpoint(Endpoint one, Map<String, @Nullable Object> json) {
    json.put("name", one.name());
    json.put("count", one.count());
    json.put("failed", one.failed());
    json.put("per_second", one.perSecond(snapshot.elapsedSeconds()));
    json.put("duration", values.of(one.durations()));
  }

  private List<Object> steps() {
    Map<String, Values> failures = snapshot.parts("step_failed", Facet.STEP);
    return list(
        List.copyOf(snapshot.parts("step_duration", Facet.STEP).entrySet()),
        (step, json) -> {
          json.put("name", step.getKey());
          json.put("count", step.getValue().samples());
          json.put(
              "failed",
              failures.get(step.getKey()) instanceof Values.Rate rate ? rate.nonZero() : 0L);
          json.put("duration", values.of(step.getValue()));
        });
  }

  private static void requestError(RequestError one, Map<String, @Nullable Object> json) {
    json.put("category", one.category().name().toLowerCase(Locale.ROOT));
    json.put("code", one.code());
    json.put("message", one.message());
    json.put("count", one.count());
    json.put(
        "first_at",
        one.firstEpochNanos().isPresent() ? moment(one.firstEpochNanos().getAsLong()) : null);
  }

  private Map<String, @Nullable Object> iterationErrors() {
    FailureReport failures = result.failures();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("count", failures.errors());
    json.put("distinct", failures.distinct());
    json.put(
        "top",
        list(
            failures.top(),
            (line, entry) -> {
              entry.put("message", line.message());
              entry.put("position", line.place());
              entry.put("count", line.count());
              entry.put("scenario", line.first().scenario());
              entry.put("vu", line.first().vu());
              entry.put("iteration", line.first().iteration());
              entry.put("first_at", moment(result.facts().startEpochNanos() + line.firstNanos()));
            }));
    return json;
  }

  private void connections(Connections host, Map<String, @Nullable Object> json) {
    json.put("host", host.host());
    json.put("most_open", host.mostOpen());
    json.put("opened", host.opened());
    json.put("reused", host.reused());
    json.put("closed", host.closed());
    json.put("waiting", values.of(host.waiting()));
    json.put("reading", host.reading().words());
  }

  private static void change(LiveChange change, Map<String, @Nullable Object> json) {
    json.put("scenario", change.scenario());
    json.put("change", change.what());
    json.put("at_seconds", change.atNanos() / 1e9);
  }
}
