package dev.runner.report;

import dev.runner.engine.LiveChange;
import dev.runner.failure.FailureReport;
import dev.runner.metrics.Snapshot;
import dev.runner.result.TestResult;
import dev.runner.threshold.ThresholdResult;
import dev.runner.threshold.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The summary at the end of a test, for people.
public final class TextReport {
  private static final String INDENT = "    ";

  /// How the summary is to look.
  ///
  /// @param full whether nothing is left out
  /// @param columns of the screen
  /// @param folded whether lines of metrics that are longer go on below, or are left as they are,
  ///   for programs that look for them
  public record Style(boolean full, boolean colours, int columns, boolean folded) {
    /// For texts that go to no terminal.
    private static final int COLUMNS = 140;

    /// That of a terminal so wide.
    public static Style terminal(boolean full, boolean colours, int columns) {
      return new Style(full, colours, columns, true);
    }

    /// That of a file or pipe.
    public static Style plain(boolean full) {
      return new Style(full, false, COLUMNS, false);
    }

    /// How long lines of metrics may get.
    int foldedAt() {
      return folded ? columns : Integer.MAX_VALUE;
    }
  }

  private final TestResult result;
  private final Style style;
  private final Figures figures;
  private final Palette palette;
  private final StringBuilder text = new StringBuilder();

  private TextReport(TestResult result, Style style) {
    this.result = result;
    this.style = style;
    this.figures = new Figures(result.facts().timeUnit());
    this.palette = new Palette(style.colours());
  }

  /// The whole summary; empty if nothing was measured.
  public static String render(TestResult result, Style style) {
    if (result.isEmpty()) {
      return "";
    }
    Snapshot snapshot = result.snapshot();
    var report = new TextReport(result, style);
    report.text.append('\n');
    report.thresholds(result.verdict());
    report.totals(snapshot);
    if (style.full()) {
      report.text.append(new PartsText(result, style).render());
    }
    report.text.append(new TablesText(result, style).render());
    report.text.append(new VusText(result, style).render());
    report.changes(result.changes());
    report.failures(result.failures());
    String text = report.text.append("\n\n").toString();
    return style.folded() ? Folding.fold(text, style.columns()) : text;
  }

  private void title(String indent, String words) {
    text.append('\n').append(indent).append(palette.title(words)).append(" \n\n");
  }

  private void thresholds(Verdict verdict) {
    if (verdict.results().isEmpty()) {
      return;
    }
    title("  ", "█ THRESHOLDS");
    Map<String, List<ThresholdResult>> byMetric = new LinkedHashMap<>();
    for (ThresholdResult one : verdict.results()) {
      byMetric.computeIfAbsent(one.fullName(), name -> new ArrayList<>()).add(one);
    }
    byMetric.forEach(
        (name, results) -> {
          ThresholdResult first = results.getFirst();
          boolean nested = first.isSubmetric() && byMetric.containsKey(first.metric().name());
          String indent = nested ? INDENT + "  " : INDENT;
          text.append(indent).append(nested ? name.substring(name.indexOf('{')) : name);
          text.append('\n');
          for (ThresholdResult one : results) {
            text.append(indent).append(palette.mark(one.ok())).append(' ');
            text.append(palette.source("'" + one.source() + "'")).append(' ');
            text.append(palette.value(one.aggregation() + "=" + figures.observed(one)));
            text.append('\n');
          }
          text.append('\n');
        });
  }

  private void totals(Snapshot snapshot) {
    title("  ", "█ TOTAL RESULTS");
    text.append(
        new ResultsBlock(result, style, INDENT)
            .render(snapshot.metrics(), Checks.below(snapshot.root())));
  }

  private void changes(List<LiveChange> changes) {
    if (!changes.isEmpty()) {
      title("  ", "█ CHANGED WHILE IT RAN");
      for (LiveChange change : changes) {
        text.append(INDENT).append(change.inWords()).append('\n');
      }
    }
  }

  private void failures(FailureReport report) {
    if (report.errors() == 0) {
      return;
    }
    title("  ", "█ ERRORS IN ITERATIONS");
    for (FailureReport.Line line : report.top()) {
      String message = line.message().replace("\n", "\n" + INDENT + "  ");
      text.append(INDENT).append(palette.bad("✗ " + message)).append('\n');
      text.append(INDENT).append("  ↳  ");
      text.append(palette.bad(line.count() == 1 ? "once" : line.count() + " times"));
      text.append(line.place().isEmpty() ? "" : " at " + line.place());
      text.append("; first after ").append(figures.time(line.firstNanos() / 1e6));
      text.append(" in scenario ").append(line.first().scenario());
      text.append(" (VU ").append(line.first().vu());
      text.append(", iteration ").append(line.first().iteration()).append(")\n");
    }
    int more = report.distinct() - report.top().size();
    if (more > 0) {
      text.append(INDENT).append("and ").append(more).append(" more\n");
    }
  }
}
