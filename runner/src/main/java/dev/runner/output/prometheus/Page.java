package dev.runner.output.prometheus;

import dev.runner.metrics.Values;
import dev.runner.output.total.Total;
import dev.runner.output.total.Totals;
import dev.runner.output.total.TrendTotal;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.Tags;
import dev.runner.sample.ValueUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What a page to scrape holds, family by family, whatever its format.
final class Page {
  /// Bounds of classic buckets are powers of two, so that the counts are exact: one millisecond to
  /// a minute for times, each fourth power up to a billion for all else.
  private static final int[] TIME_EXPONENTS = IntStream.rangeClosed(-10, 6).toArray();

  private static final int[] OTHER_EXPONENTS =
      IntStream.iterate(-4, exponent -> exponent <= 30, exponent -> exponent + 2).toArray();

  private final List<TrendStat> stats;

  /// @param stats of trends, beside their histograms
  Page(List<TrendStat> stats) {
    this.stats = stats;
  }

  /// Takes families in the order of the page.
  interface Writer {
    /// Begins a family of counters or gauges.
    ///
    /// @param name of a counter without `_total`
    void family(String name, MetricKind kind, String help);

    void value(Tags labels, double value);

    /// Begins a family of histograms.
    void histograms(String name, String help);

    /// @param exponents of the powers of two that are upper bounds
    /// @param upTo how many values there are up to each of them
    void histogram(Tags labels, TrendTotal trend, int[] exponents, long[] upTo);

    void end();
  }

  void write(Totals totals, Writer to) {
    for (Map.Entry<Metric, List<Total>> entry : totals.byMetric().entrySet()) {
      Metric metric = entry.getKey();
      List<Total> series = entry.getValue();
      String help = Names.help(metric);
      switch (metric.kind()) {
        case COUNTER -> {
          to.family(Names.gauge(metric), MetricKind.COUNTER, help);
          series.forEach(total -> to.value(total.tags(), total.sum()));
        }
        case GAUGE -> {
          to.family(Names.gauge(metric), MetricKind.GAUGE, help);
          series.forEach(total -> to.value(total.tags(), total.last()));
        }
        case RATE -> {
          to.family(Names.rate(metric), MetricKind.GAUGE, help);
          series.forEach(
              total -> to.value(total.tags(), (double) total.nonZero() / total.samples()));
        }
        case TREND -> writeTrend(metric, series, help, to);
      }
    }
    to.end();
  }

  private void writeTrend(Metric metric, List<Total> series, String help, Writer to) {
    int[] exponents = metric.unit() == ValueUnit.TIME ? TIME_EXPONENTS : OTHER_EXPONENTS;
    to.histograms(Names.histogram(metric), help);
    for (Total total : series) {
      TrendTotal trend = total.trend();
      long[] upTo = IntStream.of(exponents).mapToLong(trend.histogram()::upTo).toArray();
      to.histogram(total.tags(), trend, exponents, upTo);
    }
    List<Values.Distribution> spreads =
        series.stream().map(total -> total.trend().distribution()).toList();
    for (TrendStat stat : stats) {
      to.family(Names.stat(metric, stat), MetricKind.GAUGE, stat.suffix() + " of " + help);
      for (int i = 0; i < spreads.size(); i++) {
        Total total = series.get(i);
        to.value(total.tags(), stat.of(total.trend(), spreads.get(i)));
      }
    }
  }
}
