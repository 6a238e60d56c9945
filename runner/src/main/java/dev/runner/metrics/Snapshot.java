package dev.runner.metrics;

import dev.runner.sample.Metric;
import dev.runner.sample.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All numbers at one moment. Immutable.
///
/// @param elapsedNanos of the test run so far, setup and teardown included
/// @param metrics totals and sub-metrics that have samples or a threshold, by name, each total
///   before its sub-metrics
/// @param root the tree of groups with the checks in them; the root's name and path are empty
/// @param breakdowns metrics told apart by a tag, those without samples too
public record Snapshot(
    long elapsedNanos,
    List<MetricSnapshot> metrics,
    GroupSnapshot root,
    List<BreakdownSnapshot> breakdowns) {
  public Snapshot {
    metrics = List.copyOf(metrics);
    breakdowns = List.copyOf(breakdowns);
  }

  /// The parts of a metric by a facet; empty if it is not told apart by that one.
  public Map<String, Values> parts(String metric, Facet facet) {
    return breakdown(metric, facet).map(BreakdownSnapshot::parts).orElse(Map.of());
  }

  /// A metric told apart by a facet, if it is.
  public Optional<BreakdownSnapshot> breakdown(String metric, Facet facet) {
    return breakdowns.stream()
        .filter(b -> b.metric().name().equals(metric) && b.facet().equals(facet.name()))
        .findFirst();
  }

  /// All metrics that are told apart by a facet, of one part: those with samples, by name.
  public List<MetricSnapshot> metricsOf(Facet facet, String part) {
    List<MetricSnapshot> found = new ArrayList<>();
    for (BreakdownSnapshot breakdown : breakdowns) {
      Values values = breakdown.parts().get(part);
      if (breakdown.facet().equals(facet.name()) && values != null && values.samples() > 0) {
        Metric metric = breakdown.metric();
        found.add(new MetricSnapshot(metric, metric.name(), Tags.EMPTY, values));
      }
    }
    found.sort(Comparator.comparing(MetricSnapshot::fullName));
    return found;
  }

  /// Seconds, for rates.
  public double elapsedSeconds() {
    return elapsedNanos / 1e9;
  }

  /// The total or sub-metric of that full name, such as `http_reqs{status:200}`.
  public Optional<MetricSnapshot> find(String fullName) {
    return metrics.stream().filter(m -> m.fullName().equals(fullName)).findFirst();
  }
}
