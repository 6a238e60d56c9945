package dev.runner.output.total;

import dev.runner.log.Log;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import dev.runner.sample.ValueUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The totals of all series of a run, up to a limit; samples of further series are counted and left
/// out. Not thread-safe.
public final class Totals {
  private static final int LIMIT = 50_000;

  private final String output;
  private final double timeDivisor;
  private final UnaryOperator<Tags> tidy;
  private final double[] bounds;
  private final Log log;
  private final int limit;
  private final Map<Key, Total> totals = new LinkedHashMap<>();
  private final IdentityHashMap<Series, Total> known = new IdentityHashMap<>();
  private long leftOut;
  private long notFinite;

  private record Key(Metric metric, Tags tags) {}

  /// @param output its description, for warnings
  /// @param timeDivisor what trends of times, in milliseconds, are divided by
  /// @param tidy makes a series' tags what the output wants; series whose tags become equal add up
  /// @param bounds of the buckets in which trends are counted, ascending; see
  ///   [TrendTotal#bucketCounts()]
  public Totals(
      String output, double timeDivisor, UnaryOperator<Tags> tidy, List<Double> bounds, Log log) {
    this(output, timeDivisor, tidy, bounds, log, LIMIT);
  }

  Totals(
      String output,
      double timeDivisor,
      UnaryOperator<Tags> tidy,
      List<Double> bounds,
      Log log,
      int limit) {
    this.bounds = bounds.stream().mapToDouble(Double::doubleValue).toArray();
    this.output = output;
    this.timeDivisor = timeDivisor;
    this.tidy = tidy;
    this.log = log;
    this.limit = limit;
  }

  public void add(SampleBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      double value = batch.value(i);
      if (!Double.isFinite(value)) {
        notFinite++;
        continue;
      }
      Total total = find(batch.series(i));
      if (total == null) {
        leftOut++;
      } else {
        total.add(value, batch.timeNanos(i));
      }
    }
  }

  /// All of them in the order of their first samples.
  public Collection<Total> all() {
    return totals.values();
  }

  /// The totals by metric, in the order of the metrics' first samples.
  public Map<Metric, List<Total>> byMetric() {
    var grouped = new LinkedHashMap<Metric, List<Total>>();
    for (Total total : totals.values()) {
      grouped.computeIfAbsent(total.metric(), _ -> new ArrayList<>()).add(total);
    }
    return grouped;
  }

  /// What is not in the totals, for [dev.runner.output.Output#loss()].
  public Optional<String> loss() {
    var parts = new ArrayList<String>();
    if (leftOut > 0) {
      parts.add(
          String.format(
              Locale.ROOT, "%d samples of more than %d series were left out", leftOut, limit));
    }
    if (notFinite > 0) {
      parts.add(notFinite + " samples were left out: their values are no finite numbers");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }

  private @Nullable Total find(Series series) {
    Total total = known.get(series);
    if (total != null) {
      return total;
    }
    var key = new Key(series.metric(), tidy.apply(series.tags()));
    total = totals.get(key);
    if (total == null) {
      if (totals.size() == limit) {
        warnOnce(series.metric());
        return null;
      }
      boolean time =
          key.metric().kind() == MetricKind.TREND && key.metric().unit() == ValueUnit.TIME;
      total = new Total(key.metric(), key.tags(), time ? timeDivisor : 1, bounds);
      totals.put(key, total);
    }
    if (known.size() >= limit) {
      known.clear();
    }
    known.put(series, total);
    return total;
  }

  private void warnOnce(Metric metric) {
    if (leftOut > 0) {
      return;
    }
    log.warn(
        String.format(
            Locale.ROOT,
            "output %s holds %d series and leaves out more, such as of %s; give requests a fixed"
                + " 'name' tag, and tags few values",
            output,
            limit,
            metric.name()));
  }
}
