package dev.runner.threshold;

import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.MetricsEngine;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import dev.runner.options.ThresholdOptions;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// All thresholds of a run, checked against the metrics that there are. Immutable.
public final class Thresholds {
  private final List<OfMetric> metrics;
  private final List<String> warnings;

  private Thresholds(List<OfMetric> metrics, List<String> warnings) {
    this.metrics = List.copyOf(metrics);
    this.warnings = List.copyOf(warnings);
  }

  /// The thresholds of one metric or sub-metric.
  ///
  /// @param fullName as the user wrote it, such as `http_reqs{status:200}`
  /// @param filter empty for the whole metric
  /// @param thresholds in the order of writing; may be empty, which only asks for the numbers
  public record OfMetric(String fullName, Metric metric, Tags filter, List<Threshold> thresholds) {
    public OfMetric {
      thresholds = List.copyOf(thresholds);
    }
  }

  /// Reads what the user wrote.
  ///
  /// @param options by metric name with optional tags
  /// @param registry with all metrics that the script declares
  /// @throws ThresholdFault if anything is malformed, a metric is unknown, or a metric has no such
  ///   aggregation
  public static Thresholds parse(
      Map<String, List<ThresholdOptions>> options, MetricRegistry registry) {
    List<OfMetric> metrics = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    options.forEach(
        (text, list) -> {
          MetricKey key = MetricKey.parse(text);
          Metric metric =
              registry
                  .find(key.metricName())
                  .orElseThrow(() -> unknown(key.metricName(), registry));
          List<Threshold> thresholds =
              list.stream().map(t -> Threshold.parse(text, metric.kind(), t)).toList();
          for (String tag : List.of("vu", "iter")) {
            if (key.filter().get(tag) != null) {
              warnings.add(neverMatches(text, tag));
            }
          }
          metrics.add(new OfMetric(text, metric, key.filter(), thresholds));
        });
    metrics.sort(displayOrder(metrics));
    return new Thresholds(metrics, warnings);
  }

  private static ThresholdFault unknown(String name, MetricRegistry registry) {
    List<String> names = registry.all().stream().map(Metric::name).sorted().toList();
    return new ThresholdFault(
        "thresholds: no metric is named '"
            + name
            + "'; declare custom metrics in the script's init code, or use one of "
            + String.join(", ", names));
  }

  private static String neverMatches(String text, String tag) {
    return "thresholds: '"
        + text
        + "' never matches: '"
        + tag
        + "' is no tag of samples; remove it from the braces";
  }

  /// By full name, but sub-metrics directly after their metric if that has thresholds as well.
  private static Comparator<OfMetric> displayOrder(List<OfMetric> metrics) {
    Set<String> totals = new HashSet<>();
    for (OfMetric one : metrics) {
      if (one.filter.isEmpty()) {
        totals.add(one.fullName);
      }
    }
    return Comparator.comparing(
            (OfMetric one) -> totals.contains(one.metric.name()) ? one.metric.name() : one.fullName)
        .thenComparing(one -> !one.filter.isEmpty())
        .thenComparing(OfMetric::fullName);
  }

  /// By full name, sub-metrics directly after their metric if that is here as well.
  public List<OfMetric> metrics() {
    return metrics;
  }

  /// Lines for the user about what is allowed but surely not meant.
  public List<String> warnings() {
    return warnings;
  }

  /// Whether any of them can stop the test.
  public boolean canAbort() {
    return metrics.stream().anyMatch(m -> m.thresholds.stream().anyMatch(Threshold::abortOnFail));
  }

  /// Makes the engine count what these thresholds ask for. Call it before the run.
  public void register(MetricsEngine engine) {
    for (OfMetric one : metrics) {
      if (one.filter.isEmpty()) {
        engine.keep(one.fullName);
      } else {
        engine.addSubmetric(one.metric.name(), one.filter, one.fullName);
      }
    }
  }

  /// Judges the numbers by all thresholds.
  public Verdict evaluate(Snapshot snapshot) {
    return evaluate(snapshot, _ -> true);
  }

  /// Judges the numbers of a running test by those thresholds that may stop it by now.
  ///
  /// @param elapsed of the test; must exceed a threshold's delay
  public Verdict evaluateForAbort(Snapshot snapshot, Duration elapsed) {
    return evaluate(snapshot, t -> t.abortOnFail() && elapsed.compareTo(t.delayAbortEval()) > 0);
  }

  private Verdict evaluate(Snapshot snapshot, Predicate<Threshold> which) {
    List<ThresholdResult> results = new ArrayList<>();
    for (OfMetric one : metrics) {
      Values values =
          snapshot
              .find(one.fullName)
              .map(MetricSnapshot::values)
              .orElseThrow(
                  () -> new IllegalStateException("'" + one.fullName + "' is not registered"));
      for (Threshold threshold : one.thresholds) {
        if (which.test(threshold)) {
          double observed =
              threshold.expression().aggregation().of(values, snapshot.elapsedSeconds());
          boolean ok = threshold.holdsFor(values, observed);
          results.add(
              new ThresholdResult(one.fullName, one.metric, one.filter, threshold, observed, ok));
        }
      }
    }
    return new Verdict(results);
  }
}
