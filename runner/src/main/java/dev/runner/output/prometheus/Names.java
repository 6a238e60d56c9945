package dev.runner.output.prometheus;

import dev.runner.sample.Metric;
import dev.runner.sample.ValueUnit;

/// What metrics are called in Prometheus.
final class Names {
  /// What trends of times are divided by, so that they are in seconds.
  static final double MILLIS_A_SECOND = 1_000;

  private static final String PREFIX = "k6_";

  private Names() {}

  static String counter(Metric metric) {
    return PREFIX + metric.name() + "_total";
  }

  static String gauge(Metric metric) {
    return PREFIX + metric.name();
  }

  static String rate(Metric metric) {
    return PREFIX + metric.name() + "_rate";
  }

  static String stat(Metric metric, TrendStat stat) {
    return PREFIX + metric.name() + "_" + stat.suffix();
  }

  static String histogram(Metric metric) {
    return PREFIX + metric.name() + (metric.unit() == ValueUnit.TIME ? "_seconds" : "");
  }

  /// A line about a metric for readers.
  static String help(Metric metric) {
    return switch (metric.kind()) {
      case COUNTER -> "Sum of " + metric.name() + unit(metric, " in milliseconds");
      case GAUGE -> "Latest value of " + metric.name() + unit(metric, " in milliseconds");
      case RATE -> "Share of " + metric.name() + " that are not zero";
      case TREND -> metric.name() + unit(metric, " in seconds");
    };
  }

  private static String unit(Metric metric, String time) {
    return switch (metric.unit()) {
      case TIME -> time;
      case DATA -> " in bytes";
      case DEFAULT -> "";
    };
  }
}
