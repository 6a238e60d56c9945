package dev.runner.tally;

import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;

/// Adds up the samples of one virtual user in one scenario.
final class VuTally {
  private final int vu;
  private final String scenario;
  private final BuiltinMetrics metrics;
  private final Spread durations = new Spread();
  private long iterations;
  private long failedIterations;
  private long requests;
  private long failedRequests;
  private double received;
  private double sent;

  VuTally(int vu, String scenario, BuiltinMetrics metrics) {
    this.vu = vu;
    this.scenario = scenario;
    this.metrics = metrics;
  }

  @SuppressWarnings("ReferenceEquality") // a metric is one object
  void add(Metric metric, double value) {
    if (metric == metrics.httpReqDuration()) {
      durations.add(value);
    } else if (metric.kind() == MetricKind.TREND) {
      return;
    } else if (metric == metrics.httpReqs()) {
      requests++;
    } else if (metric == metrics.httpReqFailed()) {
      failedRequests += value == 0 ? 0 : 1;
    } else if (metric == metrics.iterations()) {
      iterations++;
    } else if (metric == metrics.iterationFailed()) {
      failedIterations += value == 0 ? 0 : 1;
    } else if (metric == metrics.dataReceived()) {
      received += value;
    } else if (metric == metrics.dataSent()) {
      sent += value;
    }
  }

  /// Whether it has anything to tell.
  boolean isEmpty() {
    return iterations == 0 && requests == 0 && received == 0 && sent == 0;
  }

  VuStatistics statistics() {
    return new VuStatistics(
        vu,
        scenario,
        iterations,
        failedIterations,
        requests,
        failedRequests,
        durations.values(),
        received,
        sent);
  }
}
