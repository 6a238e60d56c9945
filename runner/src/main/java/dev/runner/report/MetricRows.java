package dev.runner.report;

import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import dev.runner.sample.ValueUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The lines of metrics, aligned with each other over all sections.
final class MetricRows {
  /// One line.
  ///
  /// @param cells the values: those of a trend, or up to three of anything else
  private record Row(String name, boolean trend, List<String> cells) {}

  private final Figures figures;
  private final Palette palette;
  private final List<String> trendStats;
  private final Snapshot snapshot;
  private final Map<Section, List<Row>> rows = new EnumMap<>(Section.class);

  MetricRows(Figures figures, Palette palette, List<String> trendStats, Snapshot snapshot) {
    this.figures = figures;
    this.palette = palette;
    this.trendStats = trendStats;
    this.snapshot = snapshot;
  }

  void add(Section section, List<MetricSnapshot> metrics) {
    if (section != Section.HIDDEN && !metrics.isEmpty()) {
      rows.put(section, metrics.stream().map(this::row).toList());
    }
  }

  private Row row(MetricSnapshot metric) {
    String name = metric.isSubmetric() ? "  " + spaced(metric.fullName()) : metric.metric().name();
    ValueUnit unit = metric.metric().unit();
    return switch (metric.values()) {
      case Values.Counter counter ->
          new Row(
              name,
              false,
              List.of(
                  figures.value(unit, counter.sum()),
                  figures.perSecond(unit, counter.perSecond(snapshot.elapsedSeconds()))));
      case Values.Gauge gauge ->
          new Row(
              name,
              false,
              List.of(
                  figures.value(unit, gauge.last()),
                  "min=" + figures.value(unit, gauge.min()),
                  "max=" + figures.value(unit, gauge.max())));
      case Values.Rate rate ->
          new Row(
              name,
              false,
              List.of(
                  Figures.percent(rate.rate()),
                  ResultsBlock.outOf(rate.nonZero(), rate.samples())));
      case Values.Trend trend -> {
        List<String> cells = new ArrayList<>();
        for (String stat : trendStats) {
          double value = TrendStats.of(trend, stat);
          cells.add(
              stat
                  + "="
                  + (stat.equals("count") ? Figures.number(value) : figures.value(unit, value)));
        }
        yield new Row(name, true, cells);
      }
    };
  }

  /// `{ k:v }` of a full name such as `metric{k:v}`.
  private static String spaced(String fullName) {
    String braces = fullName.substring(fullName.indexOf('{'));
    return "{ " + braces.substring(1, braces.length() - 1).strip() + " }";
  }

  String render(String indent) {
    List<Row> all = rows.values().stream().flatMap(List::stream).toList();
    int nameWidth = all.stream().mapToInt(row -> row.name().length()).max().orElse(0) + 3;
    int[] trendWidths = widths(all, true);
    int[] otherWidths = widths(all, false);
    var text = new StringBuilder();
    rows.forEach(
        (section, lines) -> {
          text.append(indent).append(palette.title(section.name())).append('\n');
          for (Row row : lines) {
            text.append(indent).append(row.name());
            text.append(palette.dim(".".repeat(nameWidth - row.name().length()) + ":"));
            cells(text, row, row.trend() ? trendWidths : otherWidths);
            text.append('\n');
          }
          text.append('\n');
        });
    return text.toString();
  }

  private void cells(StringBuilder text, Row row, int[] widths) {
    for (int i = 0; i < row.cells().size(); i++) {
      String cell = row.cells().get(i);
      boolean last = i == row.cells().size() - 1;
      text.append(' ');
      if (row.trend()) {
        int equals = cell.indexOf('=') + 1;
        text.append(cell, 0, equals).append(palette.value(cell.substring(equals)));
      } else {
        text.append(i == 0 ? palette.value(cell) : palette.secondary(cell));
      }
      if (row.trend() || !last) {
        text.append(" ".repeat(widths[i] - cell.length()));
      }
    }
  }

  private static int[] widths(List<Row> rows, boolean trends) {
    int columns =
        rows.stream()
            .filter(row -> row.trend() == trends)
            .mapToInt(row -> row.cells().size())
            .max()
            .orElse(0);
    var widths = new int[columns];
    for (Row row : rows) {
      if (row.trend() == trends) {
        for (int i = 0; i < row.cells().size(); i++) {
          widths[i] = Math.max(widths[i], row.cells().get(i).length());
        }
      }
    }
    return widths;
  }
}
