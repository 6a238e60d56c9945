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

  /// Of fewer values beside a name, all are better off below it.
  private static final int WORTHWHILE = 3;

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

  /// @param columns of the screen; values that find no room go on below
  String render(String indent, int columns) {
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
            int[] widths = row.trend() ? trendWidths : otherWidths;
            int before = indent.length() + nameWidth + 1;
            int beside = aLine(widths, columns - before);
            if (beside == widths.length) {
              cells(text, row, widths);
            } else if (beside >= WORTHWHILE) {
              folded(text, row, widths, " ".repeat(before), beside, false);
            } else {
              String below = indent + " ";
              folded(text, row, widths, below, aLine(widths, columns - below.length()), true);
            }
            text.append('\n');
          }
          text.append('\n');
        });
    return text.toString();
  }

  /// How many values stand in a line, at least one, so that those below each other are aligned.
  private static int aLine(int[] widths, int room) {
    int few = widths.length;
    while (few > 1 && width(widths, few) > room) {
      few--;
    }
    return few;
  }

  private static int width(int[] widths, int few) {
    int width = 0;
    for (int i = 0; i < few; i++) {
      width += 1 + widest(widths, i, few);
    }
    return width;
  }

  /// How wide every so many-th value is.
  private static int widest(int[] widths, int first, int step) {
    int widest = 0;
    for (int i = first; i < widths.length; i += step) {
      widest = Math.max(widest, widths[i]);
    }
    return widest;
  }

  private void cells(StringBuilder text, Row row, int[] widths) {
    for (int i = 0; i < row.cells().size(); i++) {
      boolean last = i == row.cells().size() - 1;
      cell(text, row, i);
      if (row.trend() || !last) {
        text.append(" ".repeat(widths[i] - row.cells().get(i).length()));
      }
    }
  }

  /// Values in several lines, one below the other.
  ///
  /// @param before what a line begins with
  /// @param few values in a line
  /// @param below whether the first of these lines has yet to begin
  private void folded(
      StringBuilder text, Row row, int[] widths, String before, int few, boolean below) {
    for (int i = 0; i < row.cells().size(); i++) {
      if (i % few > 0) {
        int width = widest(widths, (i - 1) % few, few);
        text.append(" ".repeat(width - row.cells().get(i - 1).length()));
      } else if (below || i > 0) {
        text.append('\n').append(before);
      }
      cell(text, row, i);
    }
  }

  private void cell(StringBuilder text, Row row, int i) {
    String cell = row.cells().get(i);
    text.append(' ');
    if (row.trend()) {
      int equals = cell.indexOf('=') + 1;
      text.append(cell, 0, equals).append(palette.value(cell.substring(equals)));
    } else {
      text.append(i == 0 ? palette.value(cell) : palette.secondary(cell));
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
