package dev.runner.report;

import dev.runner.result.TestResult;
import dev.runner.tally.Evenness;
import dev.runner.tally.VuStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The table of virtual users, and a line on how evenly they were served.
final class VusText {
  private static final String INDENT = "    ";
  private static final int MOST = 50;
  private static final int MOST_LINES = 10;

  private final TestResult result;
  private final TextReport.Style style;
  private final Figures figures;
  private final Palette palette;

  VusText(TestResult result, TextReport.Style style) {
    this.result = result;
    this.style = style;
    this.figures = new Figures(result.facts().timeUnit());
    this.palette = new Palette(style.colours());
  }

  /// Empty if virtual users were not counted apart.
  String render() {
    List<VuStatistics> rows = result.vus();
    if (rows.isEmpty()) {
      return "";
    }
    var text = new StringBuilder("\n  ");
    text.append(palette.title("█ VIRTUAL USERS")).append(" \n\n");
    text.append(table(rows).render(INDENT, style.columns()));
    if (rows.size() > MOST) {
      text.append(INDENT)
          .append("and ")
          .append(rows.size() - MOST)
          .append(" more; --summary-json FILE writes all of them\n");
    }
    List<Evenness> scenarios = Evenness.of(rows);
    if (!scenarios.isEmpty()) {
      text.append('\n');
    }
    for (Evenness one : scenarios.subList(0, Math.min(MOST_LINES, scenarios.size()))) {
      evenness(one, text);
    }
    return text.toString();
  }

  private Table table(List<VuStatistics> rows) {
    boolean scenarios = rows.stream().map(VuStatistics::scenario).distinct().count() > 1;
    boolean requests = rows.stream().anyMatch(row -> row.requests() > 0);
    List<String> headings = new ArrayList<>(List.of("VU"));
    if (scenarios) {
      headings.add("scenario");
    }
    headings.addAll(List.of("iterations", "failed"));
    if (requests) {
      headings.addAll(List.of("requests", "errors", "avg", "min", "p95", "max"));
    }
    headings.addAll(List.of("received", "sent"));
    var table = new Table(palette, headings, expendable(headings));
    for (VuStatistics row : rows.subList(0, Math.min(MOST, rows.size()))) {
      List<String> cells = new ArrayList<>(List.of(String.valueOf(row.vu())));
      if (scenarios) {
        cells.add(row.scenario());
      }
      cells.add(String.valueOf(row.iterations()));
      cells.add(String.valueOf(row.failedIterations()));
      if (requests) {
        cells.add(String.valueOf(row.requests()));
        cells.add(String.valueOf(row.failedRequests()));
        cells.add(figures.time(row.durations().average()));
        cells.add(figures.time(row.durations().min()));
        cells.add(figures.time(row.durations().percentile(95)));
        cells.add(figures.time(row.durations().max()));
      }
      cells.add(Figures.data(row.received()));
      cells.add(Figures.data(row.sent()));
      table.add(cells);
    }
    return table;
  }

  private void evenness(Evenness one, StringBuilder text) {
    boolean named = !result.facts().onlyDefaultScenario() && !one.scenario().isEmpty();
    String line = (named ? one.scenario() + " " : "") + one.words(figures::time);
    text.append(INDENT).append(one.isUneven() ? palette.bad("! " + line) : "  " + line);
    text.append('\n').append(INDENT).append("  iterations of one VU: ");
    text.append(one.fewest() == one.most() ? "" : one.fewest() + " to ").append(one.most());
    text.append('\n');
  }

  /// Those that say least about how virtual users were served first.
  private static int[] expendable(List<String> headings) {
    Stream<String> all = Stream.of("sent", "received", "min", "max", "scenario", "failed");
    return (headings.contains("requests")
            ? Stream.concat(all, Stream.of("iterations", "requests"))
            : all)
        .map(headings::indexOf)
        .filter(column -> column > 0)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
