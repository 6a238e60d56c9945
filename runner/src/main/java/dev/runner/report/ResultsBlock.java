package dev.runner.report;

import dev.runner.metrics.GroupSnapshot.CheckSnapshot;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Values;
import dev.runner.result.TestResult;
import java.util.List;

/// The checks and metrics of the whole test, of a scenario or of a group, as the text summary shows
/// them.
final class ResultsBlock {
  private final TestResult result;
  private final TextReport.Style style;
  private final Figures figures;
  private final Palette palette;
  private final String indent;
  private final StringBuilder text = new StringBuilder();

  ResultsBlock(TestResult result, TextReport.Style style, String indent) {
    this.result = result;
    this.style = style;
    this.figures = new Figures(result.facts().timeUnit());
    this.palette = new Palette(style.colours());
    this.indent = indent;
  }

  /// @param metrics those to be shown and others; totals before their sub-metrics
  String render(List<MetricSnapshot> metrics, Checks checks) {
    metrics.stream()
        .filter(metric -> metric.fullName().equals("checks"))
        .findFirst()
        .ifPresent(metric -> checks(metric.values(), checks));
    var rows = new MetricRows(figures, palette, result.facts().trendStats(), result.snapshot());
    for (Section section : Section.values()) {
      rows.add(
          section,
          metrics.stream()
              .filter(metric -> Section.of(metric.metric().name()) == section)
              .filter(metric -> style.full() || !Section.isDetail(metric))
              .toList());
    }
    return text.append(rows.render(indent, style.foldedAt())).toString();
  }

  private void checks(Values values, Checks checks) {
    if (!(values instanceof Values.Rate rate) || rate.samples() == 0) {
      return;
    }
    String total = String.valueOf(rate.samples());
    String passed = Figures.percent(rate.rate());
    String failed = Figures.percent(1 - rate.rate());
    int width = Math.max(total.length(), Math.max(passed.length(), failed.length()));
    long nanos = result.snapshot().elapsedNanos();
    double seconds = result.snapshot().elapsedSeconds();
    String perSecond = Figures.number(nanos > 0 ? rate.samples() / seconds : 0) + "/s";
    pseudo("checks_total.......", total, width, perSecond);
    pseudo("checks_succeeded...", passed, width, outOf(rate.nonZero(), rate.samples()));
    pseudo("checks_failed......", failed, width, outOf(rate.zero(), rate.samples()));
    text.append('\n');
    checks.list().forEach(this::check);
    text.append('\n');
  }

  private void pseudo(String name, String value, int width, String more) {
    int dots = name.indexOf('.');
    text.append(indent).append(name, 0, dots).append(palette.dim(name.substring(dots) + ":"));
    text.append(' ').append(palette.value(value));
    int before = indent.length() + name.length() + 2;
    text.append(
        before + width + 1 + more.length() > style.foldedAt()
            ? "\n" + " ".repeat(before)
            : " ".repeat(width - value.length() + 1));
    text.append(palette.secondary(more)).append('\n');
  }

  static String outOf(long part, long whole) {
    return part + " out of " + whole;
  }

  private void check(CheckSnapshot check) {
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
