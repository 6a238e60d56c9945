package dev.runner.report;

import dev.runner.metrics.Facet;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Values;
import dev.runner.result.TestResult;
import dev.runner.sample.MetricKind;
import dev.runner.sample.ValueUnit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How the numbers of a run differ from those of a baseline. Immutable.
///
/// @param title what the baseline is
/// @param rows what was compared
public record Comparison(String title, List<Row> rows) {
  /// Changes of less are not worth a colour.
  private static final double NOTEWORTHY = 0.05;

  private static final int MOST_ENDPOINTS = 20;

  public Comparison {
    rows = List.copyOf(rows);
  }

  /// What a number is.
  public enum Format {
    TIME,
    PER_SECOND,
    PERCENT,
    NUMBER
  }

  /// One number of both runs.
  ///
  /// @param name of the metric or endpoint
  /// @param stat such as `p95`
  /// @param judged 1 if the run is noticeably worse, -1 if better, 0 if neither
  public record Row(String name, String stat, Format format, double base, double now, int judged) {
    /// The change in words, such as `+12.5%`.
    public String delta() {
      if (format == Format.PERCENT) {
        return String.format(Locale.ROOT, "%+.2f points", (now - base) * 100);
      }
      return base == now
          ? "="
          : base == 0 ? "new" : String.format(Locale.ROOT, "%+.1f%%", (now / base - 1) * 100);
    }
  }

  /// Compares a run with a baseline.
  public static Comparison of(TestResult baseline, TestResult run) {
    List<Row> rows = new ArrayList<>();
    double baseSeconds = baseline.snapshot().elapsedSeconds();
    double seconds = run.snapshot().elapsedSeconds();
    for (MetricSnapshot metric : run.snapshot().metrics()) {
      baseline
          .snapshot()
          .find(metric.fullName())
          .filter(base -> base.metric().kind() == metric.metric().kind())
          .filter(_ -> isCompared(metric))
          .ifPresent(
              base -> add(rows, metric, base.values(), metric.values(), baseSeconds, seconds));
    }
    Map<String, Values> before = baseline.snapshot().parts("http_req_duration", Facet.ENDPOINT);
    Map<String, Values> after = run.snapshot().parts("http_req_duration", Facet.ENDPOINT);
    before.entrySet().stream()
        .filter(part -> after.containsKey(part.getKey()))
        .limit(MOST_ENDPOINTS)
        .forEach(
            part ->
                addTrend(
                    rows,
                    part.getKey(),
                    part.getValue(),
                    after.getOrDefault(part.getKey(), part.getValue())));
    return new Comparison(
        baseline.facts().script()
            + " of "
            + Instant.ofEpochSecond(0, baseline.facts().startEpochNanos())
                .truncatedTo(ChronoUnit.SECONDS),
        rows);
  }

  private static boolean isCompared(MetricSnapshot metric) {
    String name = metric.fullName();
    return switch (metric.metric().kind()) {
      case GAUGE -> false;
      case COUNTER -> !name.startsWith("data_");
      case RATE -> true;
      case TREND ->
          metric.metric().unit() == ValueUnit.TIME
              && (!name.startsWith("http_req_") || name.equals("http_req_duration"))
              && !name.equals("group_duration")
              && !metric.isSubmetric();
    };
  }

  private static void add(
      List<Row> rows,
      MetricSnapshot metric,
      Values base,
      Values now,
      double baseSeconds,
      double seconds) {
    String name = metric.fullName();
    if (base instanceof Values.Counter before && now instanceof Values.Counter after) {
      rows.add(
          row(
              name,
              "rate",
              Format.PER_SECOND,
              before.perSecond(baseSeconds),
              after.perSecond(seconds),
              name.startsWith("dropped")
                  ? 1
                  : name.startsWith("http_reqs") || name.startsWith("iterations") ? -1 : 0));
    } else if (base instanceof Values.Rate before && now instanceof Values.Rate after) {
      int worse = name.startsWith("checks") ? -1 : name.contains("failed") ? 1 : 0;
      rows.add(row(name, "share", Format.PERCENT, before.rate(), after.rate(), worse));
    } else if (metric.metric().kind() == MetricKind.TREND) {
      addTrend(rows, name, base, now);
    }
  }

  private static void addTrend(List<Row> rows, String name, Values base, Values now) {
    if (base instanceof Values.Trend before && now instanceof Values.Trend after) {
      for (int p : new int[] {50, 95, 99}) {
        rows.add(row(name, "p" + p, Format.TIME, before.percentile(p), after.percentile(p), 1));
      }
    }
  }

  /// @param worse 1 if more is worse, -1 if less is, 0 if neither
  private static Row row(
      String name, String stat, Format format, double base, double now, int worse) {
    boolean notes =
        format == Format.PERCENT
            ? Math.abs(now - base) >= NOTEWORTHY / 10
            : Math.abs(now - base) > NOTEWORTHY * Math.abs(base);
    return new Row(
        name, stat, format, base, now, notes ? worse * (int) Math.signum(now - base) : 0);
  }

  /// The rows as a table.
  ///
  /// @param timeUnit as in summaries
  /// @param columns of the screen
  public String text(String timeUnit, boolean colours, int columns) {
    var figures = new Figures(timeUnit);
    var palette = new Palette(colours);
    var table = new Table(palette, List.of("", "", "baseline", "this run", "change", ""), 5, 2, 3);
    for (Row row : rows) {
      table.add(
          List.of(
              row.name(),
              row.stat(),
              figure(figures, row.format(), row.base()),
              figure(figures, row.format(), row.now()),
              row.delta(),
              row.judged() > 0 ? "worse" : row.judged() < 0 ? "better" : ""));
    }
    return "\n  "
        + palette.title("█ COMPARED WITH " + title)
        + "\n\n"
        + table.render("    ", columns).replaceAll(" +\n", "\n")
        + "\n";
  }

  private static String figure(Figures figures, Format format, double value) {
    return switch (format) {
      case TIME -> figures.time(value);
      case PER_SECOND -> figures.perSecond(ValueUnit.DEFAULT, value);
      case PERCENT -> Figures.percent(value);
      case NUMBER -> Figures.number(value);
    };
  }

  /// The rows as plain values, ready to be written as JSON.
  public Map<String, Object> data() {
    List<Object> data = new ArrayList<>();
    for (Row row : rows) {
      var one = new LinkedHashMap<String, Object>();
      one.put("name", row.name());
      one.put("stat", row.stat());
      one.put("format", row.format().name().toLowerCase(Locale.ROOT));
      one.put("base", row.base());
      one.put("now", row.now());
      one.put("delta", row.delta());
      one.put("judged", row.judged());
      data.add(one);
    }
    return Map.of("title", title, "rows", data);
  }
}
