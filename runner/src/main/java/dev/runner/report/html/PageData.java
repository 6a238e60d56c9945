package dev.runner.report.html;

import dev.runner.engine.LiveChange;
import dev.runner.failure.FailureReport;
import dev.runner.json.Json;
import dev.runner.json.JsonFault;
import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import dev.runner.report.Figures;
import dev.runner.result.Connections;
import dev.runner.result.RunFacts;
import dev.runner.result.TestResult;
import dev.runner.sample.MetricKind;
import dev.runner.threshold.Expression;
import dev.runner.threshold.ThresholdResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the page shows, as plain values ready to be written as JSON. Times are in milliseconds.
final class PageData {
  private static final MathContext SIGNIFICANT = new MathContext(5);
  private static final double LATE_MILLIS = 100;
  private static final int FEW_REQUESTS = 100;
  private static final int MOST_METRICS = 1_000;

  private PageData() {}

  static Map<String, Object> of(TestResult result) {
    RunFacts facts = result.facts();
    var data = new LinkedHashMap<String, Object>();
    data.put("title", facts.script());
    data.put("version", facts.version());
    data.put("start", facts.startEpochNanos() / 1_000_000);
    data.put("durationMs", facts.durationNanos() / 1e6);
    data.put("seed", facts.seed());
    data.put(
        "outcome", Map.of("code", result.outcome().exitCode(), "words", result.outcome().words()));
    data.put("doubts", doubts(result));
    data.put("thresholds", result.verdict().results().stream().map(PageData::threshold).toList());
    data.put(
        "metrics",
        result.snapshot().metrics().stream()
            .limit(MOST_METRICS)
            .map(metric -> metric(metric, result.snapshot().elapsedSeconds()))
            .toList());
    new OverTime(result, data).add();
    new Users(result.vus()).addTo(data);
    data.put("root", group(result.snapshot().root()));
    data.put("failures", failures(result.failures()));
    data.put("changes", result.changes().stream().map(PageData::change).toList());
    data.put("options", options(facts.optionsJson()));
    data.put("script", facts.scriptText());
    return data;
  }

  /// A number of five significant digits; a word where JSON has no number.
  static @Nullable Object number(double value) {
    if (Double.isNaN(value)) {
      return null;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return Math.abs(value) < 1e5 || value != Math.rint(value)
        ? new BigDecimal(value).round(SIGNIFICANT).doubleValue()
        : value;
  }

  private static Map<String, @Nullable Object> threshold(ThresholdResult result) {
    Expression expression = result.threshold().expression();
    boolean ofCounter = result.metric().kind() == MetricKind.COUNTER;
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("metric", result.fullName());
    data.put("source", result.source());
    data.put("observed", number(result.observed()));
    data.put("limit", number(expression.limit()));
    data.put("op", symbol(expression.operator()));
    data.put("ok", result.ok());
    data.put("unit", result.metric().unit().label());
    data.put("percent", result.metric().kind() == MetricKind.RATE);
    data.put("perSecond", ofCounter && result.aggregation().startsWith("rate"));
    return data;
  }

  private static String symbol(Expression.Operator operator) {
    return switch (operator) {
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case EQUAL -> "==";
      case NOT_EQUAL -> "!=";
    };
  }

  private static Map<String, @Nullable Object> metric(MetricSnapshot metric, double seconds) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("name", metric.fullName());
    data.put("kind", metric.metric().kind().label());
    data.put("unit", metric.metric().unit().label());
    data.put("v", values(metric.values(), seconds));
    return data;
  }

  private static Map<String, @Nullable Object> values(Values values, double seconds) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    switch (values) {
      case Values.Counter counter -> {
        data.put("count", number(counter.sum()));
        data.put("rate", number(counter.perSecond(seconds)));
      }
      case Values.Gauge gauge -> {
        data.put("value", number(gauge.last()));
        data.put("min", number(gauge.min()));
        data.put("max", number(gauge.max()));
      }
      case Values.Rate rate -> {
        data.put("rate", rate.rate());
        data.put("nonZero", rate.nonZero());
        data.put("samples", rate.samples());
      }
      case Values.Trend trend -> {
        data.put("count", trend.samples());
        data.put("avg", number(trend.average()));
        data.put("min", number(trend.min()));
        addPercentiles(data, trend);
      }
    }
    return data;
  }

  /// Those that tables show, and the maximum.
  static void addPercentiles(Map<String, @Nullable Object> data, Values.Trend trend) {
    for (int p : new int[] {50, 90, 95, 99}) {
      data.put("p" + p, number(trend.percentile(p)));
    }
    data.put("max", number(trend.max()));
  }

  private static Map<String, Object> group(GroupSnapshot group) {
    return Map.of(
        "name", group.name(),
        "groups", group.groups().stream().map(PageData::group).toList(),
        "checks",
            group.checks().stream()
                .map(c -> Map.of("name", c.name(), "passes", c.passes(), "fails", c.fails()))
                .toList());
  }

  private static Map<String, Object> failures(FailureReport report) {
    List<Object> top = new ArrayList<>();
    for (FailureReport.Line line : report.top()) {
      top.add(
          Map.of(
              "message", line.message(),
              "place", line.place(),
              "count", line.count(),
              "at", line.firstNanos() / 1e6,
              "scenario", line.first().scenario(),
              "vu", line.first().vu(),
              "iteration", line.first().iteration()));
    }
    return Map.of("errors", report.errors(), "distinct", report.distinct(), "top", top);
  }

  private static Map<String, Object> change(LiveChange change) {
    return Map.of("at", change.atNanos() / 1e6, "words", change.inWords());
  }

  private static String options(String json) {
    try {
      return Json.write(Json.parse(json), 2);
    } catch (JsonFault _) {
      return json;
    }
  }

  /// What a reader has to know before believing the numbers.
  private static List<String> doubts(TestResult result) {
    Snapshot snapshot = result.snapshot();
    List<String> doubts = new ArrayList<>();
    if (values(snapshot, "dropped_iterations") instanceof Values.Counter dropped
        && dropped.sum() > 0) {
      doubts.add(
          "%,.0f iterations were not started because no virtual user was free: the load was lower"
                  .formatted(dropped.sum())
              + " than asked for. Allow more virtual users (maxVUs), or find out why iterations"
              + " take so long.");
    }
    if (values(snapshot, "iteration_start_lag") instanceof Values.Trend lag
        && lag.percentile(99) > LATE_MILLIS) {
      doubts.add(
          "One iteration in a hundred started more than %,.0f ms late: this machine, not only the"
                  .formatted(lag.percentile(99))
              + " tested system, was at its limit, so that response times may be overstated.");
    }
    if (values(snapshot, "http_reqs") instanceof Values.Counter requests
        && requests.samples() > 0
        && requests.samples() < FEW_REQUESTS) {
      doubts.add(
          "There were only %d requests: high percentiles rest on one or two of them."
              .formatted(requests.samples()));
    }
    Connections.of(snapshot).stream()
        .filter(host -> host.reading().isProblem())
        .forEach(
            host ->
                doubts.add("Connections to " + host.host() + ": " + host.reading().words() + "."));
    doubts.addAll(new Users(result.vus()).doubts(new Figures(result.facts().timeUnit())));
    if (!result.changes().isEmpty()) {
      doubts.add(
          result.changes().size()
              + (result.changes().size() == 1 ? " thing was" : " things were")
              + " changed by hand while the test ran: see 'Changed while it ran'.");
    }
    result.losses().forEach(loss -> doubts.add("Output " + loss));
    result.doubts().forEach(doubt -> doubts.add(sentence(doubt)));
    return doubts;
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }

  private static @Nullable Values values(Snapshot snapshot, String metric) {
    return snapshot.find(metric).map(MetricSnapshot::values).orElse(null);
  }
}
