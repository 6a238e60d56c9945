package dev.runner.report;

import dev.runner.engine.LiveChange;
import dev.runner.json.Json;
import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.GroupSnapshot.CheckSnapshot;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Values;
import dev.runner.result.TestResult;
import dev.runner.threshold.ThresholdResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The summary as plain values, ready to be written as JSON, in the shapes that k6 has.
///
/// @param result of the test
public record SummaryData(TestResult result) {
  /// The version of k6 that has the same shapes; some who read them ask for it.
  private static final String SHAPE_VERSION = "2.2.0";

  /// What the newer shape has elsewhere or not at all, as the text has it.
  private static final Set<String> UNLISTED = Set.of("checks", "group_duration");

  /// What `handleSummary` gets.
  ///
  /// @param outIsTerminal whether standard output is one
  /// @param errIsTerminal whether standard error is one
  public Map<String, Object> forHandler(
      boolean noColour, boolean outIsTerminal, boolean errIsTerminal) {
    var data = new LinkedHashMap<String, Object>();
    data.put("root_group", group(result.snapshot().root()));
    data.put("options", options(noColour));
    data.put("state", state(outIsTerminal, errIsTerminal));
    var metrics = new LinkedHashMap<String, Object>();
    for (MetricSnapshot metric : listed()) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("type", metric.metric().kind().label());
      entry.put("contains", metric.metric().unit().label());
      entry.put("values", values(metric.values()));
      var thresholds = new LinkedHashMap<String, Object>();
      for (ThresholdResult one : result.verdict().results()) {
        if (one.fullName().equals(metric.fullName())) {
          thresholds.put(one.source(), Map.of("ok", one.ok()));
        }
      }
      if (!thresholds.isEmpty()) {
        entry.put("thresholds", thresholds);
      }
      metrics.put(metric.fullName(), entry);
    }
    data.put("metrics", metrics);
    putFailures(data);
    putSetupData(data);
    putChanges(data);
    putDoubts(data);
    return data;
  }

  private Map<String, Object> options(boolean noColour) {
    var options = new LinkedHashMap<String, Object>();
    options.put("summaryTrendStats", result.facts().trendStats());
    options.put("summaryTimeUnit", result.facts().timeUnit());
    options.put("noColor", noColour);
    return options;
  }

  private Map<String, Object> state(boolean outIsTerminal, boolean errIsTerminal) {
    var state = new LinkedHashMap<String, Object>();
    state.put("isStdOutTTY", outIsTerminal);
    state.put("isStdErrTTY", errIsTerminal);
    state.put("testRunDurationMs", result.snapshot().elapsedNanos() / 1e6);
    return state;
  }

  private static Map<String, Object> group(GroupSnapshot group) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("name", group.name());
    entry.put("path", group.path());
    entry.put("id", id(group.path()));
    entry.put("groups", group.groups().stream().map(SummaryData::group).toList());
    entry.put("checks", group.checks().stream().map(SummaryData::check).toList());
    return entry;
  }

  private static Map<String, Object> check(CheckSnapshot check) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("name", check.name());
    entry.put("path", check.path());
    entry.put("id", id(check.path()));
    entry.put("passes", check.passes());
    entry.put("fails", check.fails());
    return entry;
  }

  private static String id(String path) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(md5.digest(path.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Metrics that have samples or a threshold.
  private List<MetricSnapshot> listed() {
    return result.snapshot().metrics().stream()
        .filter(metric -> metric.values().samples() > 0 || hasThreshold(metric))
        .filter(metric -> !metric.metric().name().equals("threshold_ok"))
        .toList();
  }

  private boolean hasThreshold(MetricSnapshot metric) {
    return result.verdict().results().stream()
        .anyMatch(one -> one.fullName().equals(metric.fullName()));
  }

  private Map<String, Object> values(Values values) {
    var entry = new LinkedHashMap<String, Object>();
    switch (values) {
      case Values.Counter counter -> {
        entry.put("count", counter.sum());
        entry.put("rate", counter.perSecond(result.snapshot().elapsedSeconds()));
      }
      case Values.Gauge gauge -> {
        entry.put("value", gauge.last());
        entry.put("min", gauge.min());
        entry.put("max", gauge.max());
      }
      case Values.Rate rate -> {
        entry.put("rate", rate.rate());
        entry.put("passes", rate.nonZero());
        entry.put("fails", rate.zero());
      }
      case Values.Trend trend -> {
        for (String stat : result.facts().trendStats()) {
          entry.put(stat, TrendStats.of(trend, stat));
        }
      }
    }
    return entry;
  }

  /// The errors of iterations; k6 has no such key, so they are left out where there are none.
  private void putFailures(Map<String, Object> data) {
    if (result.failures().errors() > 0) {
      data.put("iteration_errors", FailureData.of(result.failures()));
    }
  }

  private void putSetupData(Map<String, Object> data) {
    String setupData = result.setupData();
    if (setupData != null) {
      data.put("setup_data", Json.parse(setupData));
    }
  }

  private void putChanges(Map<String, Object> data) {
    if (!result.changes().isEmpty()) {
      data.put("live_changes", result.changes().stream().map(SummaryData::change).toList());
    }
  }

  private void putDoubts(Map<String, Object> data) {
    if (!result.doubts().isEmpty()) {
      data.put("doubts", result.doubts());
    }
  }

  private static Map<String, Object> change(LiveChange change) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("scenario", change.scenario());
    entry.put("change", change.what());
    entry.put("at_seconds", change.atNanos() / 1e9);
    return entry;
  }

  /// What `--summary-export` writes. In it, a threshold is `true` if it failed.
  public Map<String, Object> forExport() {
    var data = new LinkedHashMap<String, Object>();
    data.put("root_group", exportedGroup(result.snapshot().root()));
    var metrics = new TreeMap<String, Object>();
    for (MetricSnapshot metric : listed()) {
      var entry = new TreeMap<String, Object>(values(metric.values()));
      if (metric.values() instanceof Values.Rate) {
        entry.put("value", entry.remove("rate"));
      }
      var thresholds = new TreeMap<String, Object>();
      for (ThresholdResult one : result.verdict().results()) {
        if (one.fullName().equals(metric.fullName())) {
          thresholds.put(one.source(), !one.ok());
        }
      }
      if (!thresholds.isEmpty()) {
        entry.put("thresholds", thresholds);
      }
      metrics.put(metric.fullName(), entry);
    }
    data.put("metrics", metrics);
    putFailures(data);
    putSetupData(data);
    putChanges(data);
    putDoubts(data);
    return data;
  }

  private static Map<String, Object> exportedGroup(GroupSnapshot group) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("name", group.name());
    entry.put("path", group.path());
    entry.put("id", id(group.path()));
    var groups = new LinkedHashMap<String, Object>();
    group.groups().forEach(child -> groups.put(child.name(), exportedGroup(child)));
    entry.put("groups", groups);
    var checks = new LinkedHashMap<String, Object>();
    group.checks().forEach(check -> checks.put(check.name(), check(check)));
    entry.put("checks", checks);
    return entry;
  }

  /// What `--new-machine-readable-summary` gives to both.
  ///
  /// @param full whether metrics that only the full summary shows are listed
  /// @param generatedAt the time now, such as `2026-11-21T02:37:27.123456789Z`
  public Map<String, Object> newShape(boolean full, String generatedAt) {
    var config = new TreeMap<String, Object>();
    config.put("duration", result.snapshot().elapsedSeconds());
    config.put("execution", "local");
    config.put("script", result.facts().scriptText());
    var metadata = new TreeMap<String, Object>();
    metadata.put("generated_at", generatedAt);
    metadata.put("k6_version", SHAPE_VERSION);
    metadata.put("runner_version", result.facts().version());
    metadata.put("seed", result.facts().seed());
    var results = new TreeMap<String, Object>();
    result
        .snapshot()
        .find("checks")
        .map(MetricSnapshot::values)
        .filter(values -> values.samples() > 0)
        .ifPresent(values -> results.put("checks", newChecks((Values.Rate) values)));
    List<Object> metrics = new ArrayList<>();
    for (MetricSnapshot metric : listed()) {
      String name = metric.metric().name();
      if (!UNLISTED.contains(name) && (full || !Section.isDetail(name))) {
        metrics.add(
            newMetric(
                metric.fullName(),
                metric.metric().kind().label(),
                metric.metric().unit().label(),
                newValues(metric.values())));
      }
    }
    results.put("metrics", metrics);
    putFailures(results);
    var data = new TreeMap<String, Object>();
    data.put("version", "1.0.0");
    data.put("config", config);
    data.put("metadata", metadata);
    data.put("results", results);
    putChanges(data);
    putDoubts(data);
    return data;
  }

  private Map<String, Object> newChecks(Values.Rate rate) {
    var passed = new TreeMap<String, Object>();
    passed.put("rate", rate.rate());
    passed.put("matches", rate.nonZero());
    passed.put("total", rate.samples());
    var failed = new TreeMap<String, Object>();
    failed.put("rate", 1 - rate.rate());
    failed.put("matches", rate.zero());
    failed.put("total", rate.samples());
    List<Object> results = new ArrayList<>();
    for (CheckSnapshot check : Checks.below(result.snapshot().root()).list()) {
      var entry = new TreeMap<String, Object>();
      entry.put("name", check.name());
      entry.put("passes", check.passes());
      entry.put("fails", check.fails());
      results.add(entry);
    }
    var checks = new TreeMap<String, Object>();
    checks.put(
        "metrics",
        List.of(
            newMetric("checks_total", "counter", "default", Map.of("count", rate.samples())),
            newMetric("checks_failed", "rate", "default", failed),
            newMetric("checks_succeeded", "rate", "default", passed)));
    checks.put("results", results);
    return checks;
  }

  private static Map<String, Object> newMetric(
      String name, String type, String contains, Map<String, ?> values) {
    var entry = new TreeMap<String, Object>();
    entry.put("name", name);
    entry.put("type", type);
    entry.put("contains", contains);
    entry.put("values", values);
    return entry;
  }

  private Map<String, Object> newValues(Values values) {
    Map<String, @Nullable Object> entry = new TreeMap<>();
    switch (values) {
      case Values.Counter counter -> entry.put("count", counter.sum());
      case Values.Gauge gauge -> {
        entry.put("value", gauge.last());
        entry.put("min", gauge.min());
        entry.put("max", gauge.max());
      }
      case Values.Rate rate -> {
        entry.put("rate", rate.rate());
        entry.put("matches", rate.nonZero());
        entry.put("total", rate.samples());
      }
      case Values.Trend trend -> {
        for (String stat : List.of("avg", "max", "med", "min", "p(90)", "p(95)")) {
          entry.put(
              stat.replace("(", "").replace(")", ""),
              result.facts().trendStats().contains(stat) ? TrendStats.of(trend, stat) : null);
        }
      }
    }
    @SuppressWarnings("NullAway") // a map for JSON, where null is a value
    Map<String, Object> result = entry;
    return result;
  }
}
