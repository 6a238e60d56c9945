package dev.runner.report;

import dev.runner.engine.LiveChange;
import dev.runner.failure.FailureReport;
import dev.runner.metrics.Facet;
import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.GroupSnapshot.CheckSnapshot;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
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
  public record Style(boolean full, boolean colours) {}

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
    report.steps(snapshot);
    report.changes(result.changes());
    if (style.full()) {
      snapshot.root().groups().forEach(group -> report.group(group, "█ GROUP: ", "  "));
    }
    report.failures(result.failures());
    return report.text.append("\n\n").toString();
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
    Map<String, CheckSnapshot> checks = new LinkedHashMap<>();
    collect(snapshot.root(), checks);
    checkTotals(List.copyOf(checks.values()), snapshot);
    var rows = new MetricRows(figures, palette, result.facts().trendStats(), snapshot);
    for (Section section : Section.values()) {
      List<MetricSnapshot> metrics =
          snapshot.metrics().stream()
              .filter(metric -> Section.of(metric.metric().name()) == section)
              .filter(metric -> style.full() || !Section.isDetail(metric.metric().name()))
              .toList();
      rows.add(section, metrics);
    }
    text.append(rows.render(INDENT));
  }

  private void changes(List<LiveChange> changes) {
    if (!changes.isEmpty()) {
      title("  ", "█ CHANGED WHILE IT RAN");
      for (LiveChange change : changes) {
        text.append(INDENT).append(change.inWords()).append('\n');
      }
    }
  }

  /// All checks, those of the same name in different groups as one.
  private static void collect(GroupSnapshot group, Map<String, CheckSnapshot> byName) {
    for (CheckSnapshot check : group.checks()) {
      byName.merge(
          check.name(),
          check,
          (a, b) ->
              new CheckSnapshot(
                  a.name(), a.path(), a.passes() + b.passes(), a.fails() + b.fails()));
    }
    group.groups().forEach(child -> collect(child, byName));
  }

  private void checkTotals(List<CheckSnapshot> checks, Snapshot snapshot) {
    MetricSnapshot metric = snapshot.find("checks").orElse(null);
    if (metric == null || !(metric.values() instanceof Values.Rate rate) || rate.samples() == 0) {
      return;
    }
    String total = String.valueOf(rate.samples());
    String passed = Figures.percent(rate.rate());
    String failed = Figures.percent(1 - rate.rate());
    int width = Math.max(total.length(), Math.max(passed.length(), failed.length()));
    String perSecond =
        Figures.number(snapshot.elapsedNanos() > 0 ? rate.samples() / snapshot.elapsedSeconds() : 0)
            + "/s";
    pseudo("checks_total.......", total, width, perSecond);
    pseudo("checks_succeeded...", passed, width, outOf(rate.nonZero(), rate.samples()));
    pseudo("checks_failed......", failed, width, outOf(rate.zero(), rate.samples()));
    text.append('\n');
    checkLines(checks, INDENT);
    text.append('\n');
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

  private void pseudo(String name, String value, int width, String more) {
    int dots = name.indexOf('.');
    text.append(INDENT).append(name, 0, dots).append(palette.dim(name.substring(dots) + ":"));
    text.append(' ').append(palette.value(value)).append(" ".repeat(width - value.length() + 1));
    text.append(palette.secondary(more)).append('\n');
  }

  static String outOf(long part, long whole) {
    return part + " out of " + whole;
  }

  private void checkLines(List<CheckSnapshot> checks, String indent) {
    for (CheckSnapshot check : checks) {
      boolean ok = check.fails() == 0;
      String line = (ok ? "✓ " : "✗ ") + check.name();
      text.append(indent).append(ok ? palette.good(line) : palette.bad(line)).append('\n');
      if (!ok) {
        long percent = check.passes() * 100 / (check.passes() + check.fails());
        text.append(indent).append("  ↳  ");
        text.append(palette.bad(percent + "% — ✓ " + check.passes() + " / ✗ " + check.fails()));
        text.append('\n');
      }
    }
  }

  private void steps(Snapshot snapshot) {
    Map<String, Values> durations = snapshot.parts("step_duration", Facet.STEP);
    if (durations.isEmpty()) {
      return;
    }
    Map<String, Values> failures = snapshot.parts("step_failed", Facet.STEP);
    List<String> stats =
        result.facts().trendStats().stream().filter(stat -> !stat.equals("count")).toList();
    List<String> headings = new ArrayList<>(List.of("step", "count", "failed"));
    headings.addAll(stats);
    var table = new Table(palette, headings);
    durations.forEach(
        (step, values) -> {
          List<String> cells = new ArrayList<>(List.of(step, String.valueOf(values.samples())));
          cells.add(
              failures.get(step) instanceof Values.Rate failed
                  ? Figures.percent(failed.rate())
                  : "");
          if (values instanceof Values.Trend trend) {
            stats.forEach(stat -> cells.add(figures.time(TrendStats.of(trend, stat))));
          }
          table.add(cells);
        });
    title("  ", "█ STEPS");
    text.append(table.render(INDENT));
  }

  private void group(GroupSnapshot group, String prefix, String indent) {
    title(indent, prefix + group.name());
    checkLines(group.checks(), indent + "  ");
    group.groups().forEach(child -> group(child, "↳ GROUP: ", indent + "  "));
  }
}
