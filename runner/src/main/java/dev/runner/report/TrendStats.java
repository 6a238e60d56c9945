package dev.runner.report;

import dev.runner.metrics.Values;

/// The statistics of a trend by the names that users give.
public final class TrendStats {
  private TrendStats() {}

  /// @param stat `avg`, `min`, `med`, `max`, `count` or `p(N)`
  public static double of(Values.Trend trend, String stat) {
    return switch (stat) {
      case "avg" -> trend.average();
      case "min" -> trend.min();
      case "med" -> trend.percentile(50);
      case "max" -> trend.max();
      case "count" -> trend.samples();
      default -> trend.percentile(Double.parseDouble(stat.substring(2, stat.length() - 1)));
    };
  }
}
