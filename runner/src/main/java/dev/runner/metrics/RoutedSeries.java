package dev.runner.metrics;

import dev.runner.sample.Metric;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;

/// A series that knows what its samples count for, so that nothing is looked up per sample.
final class RoutedSeries implements Series {
  private final Metric metric;
  private final Tags tags;
  private final Aggregate[] route;

  /// @param route the metric's total, each sub-metric with matching tags, the check
  RoutedSeries(Metric metric, Tags tags, Aggregate[] route) {
    this.metric = metric;
    this.tags = tags;
    this.route = route;
  }

  @Override
  public Metric metric() {
    return metric;
  }

  @Override
  public Tags tags() {
    return tags;
  }

  /// Counts one sample wherever it belongs; the caller holds the aggregation lock.
  void aggregate(double value, long timeNanos) {
    for (Aggregate aggregate : route) {
      aggregate.add(value, timeNanos);
    }
  }

  @Override
  public String toString() {
    return metric.name() + tags;
  }
}
