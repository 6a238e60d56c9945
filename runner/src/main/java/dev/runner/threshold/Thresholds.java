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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// All thresholds of a run, checked against the metrics that there are. Safe for use by many
/// threads; what changes is only how those with windows fare.
public final class Thresholds {
  private final List<OfMetric> metrics;
  private final List<String> warnings;
  private final IdentityHashMap<Threshold, Watch> watches = new IdentityHashMap<>();

  private Thresholds(List<OfMetric> metrics, List<String> warnings) {
    this.metrics = List.copyOf(metrics);
    this.warnings = List.copyOf(warnings);
    for (OfMetric one : this.metrics) {
      for (Threshold threshold : one.thresholds) {
        if (threshold.timing().isWatched()) {
          watches.put(threshold, new Watch(threshold, one.metric));
        }
      }
    }
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
              list.stream().map(t -> Threshold.parse(text, metric, t)).toList();
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

  public boolean isEmpty() {
    return metrics.stream().allMatch(one -> one.thresholds.isEmpty());
  }

  /// Whether any of them has to be looked at each second.
  boolean isWatched() {
    return !watches.isEmpty();
  }

  /// Begins to look at those with windows.
  void startWatches(long nowNanos) {
    watches.values().forEach(watch -> watch.start(nowNanos));
  }

  /// Looks at those with windows.
  void look(long nowNanos, Duration elapsed) {
    watches.values().forEach(watch -> watch.look(nowNanos, elapsed));
  }

  /// Looks at the last windows once all samples have arrived.
  void catchUp(long lastNanos, Duration lastElapsed) {
    watches.values().forEach(watch -> watch.catchUp(lastNanos, lastElapsed));
  }

  /// Looks at those with windows in a test that was recorded, instead of [#look].
  ///
  /// @param source what was recorded of a metric or sub-metric
  /// @param testNanos when the test began
  /// @param startNanos when its scenarios began
  /// @param endNanos when they ended
  /// @return those that cannot be judged by it
  public List<ThresholdResult> replay(
      BiFunction<Metric, Tags, Optional<Recorded>> source,
      long testNanos,
      long startNanos,
      long endNanos) {
    List<ThresholdResult> unclear = new ArrayList<>();
    for (OfMetric one : metrics) {
      for (Threshold threshold : one.thresholds) {
        Timing timing = threshold.timing();
        if (timing.hasWindow()
            && !timing.hasDuration()
            && endNanos - startNanos < timing.over().toNanos()) {
          // Shorter than a window: all samples are judged at once.
          watches.remove(threshold);
        } else if (timing.isWatched()) {
          source
              .apply(one.metric, one.filter)
              .flatMap(
                  recorded ->
                      Watch.replayed(
                          threshold, one.metric, recorded, testNanos, startNanos, endNanos))
              .ifPresentOrElse(
                  watch -> watches.put(threshold, watch),
                  () -> unclear.add(result(one, threshold, 0, Duration.ZERO, false)));
        }
      }
    }
    return unclear;
  }

  /// Makes the engine count what these thresholds ask for. Call it before the run.
  public void register(MetricsEngine engine) {
    for (OfMetric one : metrics) {
      if (one.filter.isEmpty()) {
        engine.keep(one.fullName);
      } else {
        engine.addSubmetric(one.metric.name(), one.filter, one.fullName);
      }
      for (Threshold threshold : one.thresholds) {
        Watch watch = watches.get(threshold);
        if (watch != null) {
          engine.observe(one.metric.name(), one.filter, watch.window());
        }
      }
    }
  }

  /// Judges the numbers by all thresholds.
  public Verdict evaluate(Snapshot snapshot) {
    List<ThresholdResult> results = new ArrayList<>();
    for (OfMetric one : metrics) {
      for (Threshold threshold : one.thresholds) {
        Watch watch = watches.get(threshold);
        if (watch == null) {
          results.add(judge(one, threshold, snapshot));
        } else {
          Watch.Outcome outcome = watch.outcome(snapshot.elapsedSeconds());
          Duration held = outcome.held();
          results.add(
              result(
                  one,
                  threshold,
                  outcome.observed(),
                  held == null ? Duration.ZERO : held,
                  outcome.ok()));
        }
      }
    }
    return new Verdict(results);
  }

  /// Judges the numbers of a running test by those thresholds that may stop it by now.
  ///
  /// @param elapsed of the test; must exceed a threshold's delay
  public Verdict evaluateForAbort(Snapshot snapshot, Duration elapsed) {
    List<ThresholdResult> results = new ArrayList<>();
    for (OfMetric one : metrics) {
      for (Threshold threshold : one.thresholds) {
        if (threshold.abortOnFail() && elapsed.compareTo(threshold.delayAbortEval()) > 0) {
          Watch watch = watches.get(threshold);
          if (watch == null) {
            results.add(judge(one, threshold, snapshot));
          } else if (watch.isLost()) {
            results.add(result(one, threshold, 0, Duration.ZERO, false));
          }
        }
      }
    }
    return new Verdict(results);
  }

  private static ThresholdResult judge(OfMetric one, Threshold threshold, Snapshot snapshot) {
    Values values =
        snapshot
            .find(one.fullName)
            .map(MetricSnapshot::values)
            .orElseThrow(
                () -> new IllegalStateException("'" + one.fullName + "' is not registered"));
    double observed = threshold.expression().aggregation().of(values, snapshot.elapsedSeconds());
    return result(one, threshold, observed, Duration.ZERO, threshold.holdsFor(values, observed));
  }

  private static ThresholdResult result(
      OfMetric one, Threshold threshold, double observed, Duration held, boolean ok) {
    return new ThresholdResult(one.fullName, one.metric, one.filter, threshold, observed, held, ok);
  }
}
