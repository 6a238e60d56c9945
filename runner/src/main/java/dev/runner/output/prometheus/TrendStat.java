package dev.runner.output.prometheus;

import dev.runner.metrics.Values;
import dev.runner.output.OutputSettings;
import dev.runner.output.total.TrendTotal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One number about a trend that becomes a series of its own, such as `p(99)`.
///
/// @param suffix of the series' name, such as `p99`
/// @param percentile from 0 to 100; negative if it is something else
record TrendStat(String suffix, double percentile) {
  private static final String VARIABLE = "PROMETHEUS_RW_TREND_STATS";

  private static final List<String> PLAIN = List.of("count", "sum", "min", "max", "avg", "med");

  /// Those that the user asked for.
  static List<TrendStat> of(OutputSettings settings, String key) {
    var stats = new ArrayList<TrendStat>();
    for (String name : settings.text(key, VARIABLE).orElse("p(99)").split("[,;]")) {
      TrendStat stat = parse(name.strip());
      if (stat == null) {
        throw settings.fault(
            key,
            VARIABLE,
            "has an unknown statistic '"
                + name.strip()
                + "'; use count, sum, min, max, avg, med or percentiles such as p(99)");
      }
      stats.add(stat);
    }
    return List.copyOf(stats);
  }

  private static @Nullable TrendStat parse(String name) {
    if (PLAIN.contains(name)) {
      return new TrendStat(name, name.equals("med") ? 50 : -1);
    }
    if (!name.startsWith("p(") || !name.endsWith(")")) {
      return null;
    }
    String number = name.substring(2, name.length() - 1).strip();
    try {
      double percentile = Double.parseDouble(number);
      return percentile >= 0 && percentile <= 100
          ? new TrendStat("p" + number.replace(".", ""), percentile)
          : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /// @param spread of the trend
  double of(TrendTotal trend, Values.Distribution spread) {
    return percentile >= 0
        ? spread.percentile(percentile)
        : switch (suffix) {
          case "count" -> (double) trend.count();
          case "sum" -> trend.sum();
          case "min" -> trend.min();
          case "max" -> trend.max();
          default -> trend.average();
        };
  }
}
