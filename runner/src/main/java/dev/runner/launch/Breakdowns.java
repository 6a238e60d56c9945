package dev.runner.launch;

import dev.runner.metrics.Facet;
import dev.runner.metrics.MetricsEngine;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import java.util.List;

/// What the metrics of a run are told apart by.
final class Breakdowns {
  private static final int STEPS = 1_000;
  private static final int ENDPOINTS = 1_000;
  private static final int ERRORS = 200;
  private static final int SCENARIOS = 1_000;
  private static final int HOSTS = 200;
  private static final int CHECKS = 1_000;
  private static final int PARTS = 200;

  private Breakdowns() {}

  /// @param details whether all metrics are told apart by scenario and group
  static void register(MetricsEngine metrics, BuiltinMetrics builtins, boolean details) {
    metrics.breakDown(builtins.stepDuration().name(), Facet.STEP, STEPS);
    metrics.breakDown(builtins.stepFailed().name(), Facet.STEP, STEPS);
    metrics.breakDown(builtins.httpReqDuration().name(), Facet.ENDPOINT, ENDPOINTS);
    metrics.breakDown(builtins.httpReqFailed().name(), Facet.ENDPOINT, ENDPOINTS);
    metrics.breakDown(builtins.httpReqs().name(), Facet.ERROR, ERRORS);
    metrics.breakDown(builtins.iterations().name(), Facet.SCENARIO, SCENARIOS);
    metrics.breakDown(builtins.httpReqs().name(), Facet.SCENARIO, SCENARIOS);
    for (Metric metric :
        List.of(
            builtins.httpConnsOpen(),
            builtins.httpConnsOpened(),
            builtins.httpConnsReused(),
            builtins.httpConnsClosed(),
            builtins.httpConnAcquireWait())) {
      metrics.breakDown(metric.name(), Facet.HOST, HOSTS);
    }
    if (details) {
      metrics.breakDown(builtins.checks().name(), Facet.CHECK, CHECKS);
      metrics.breakDownAll(Facet.SCENARIO, PARTS);
      metrics.breakDownAll(Facet.GROUP, PARTS);
    }
  }
}
