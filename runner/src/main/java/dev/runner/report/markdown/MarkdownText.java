package dev.runner.report.markdown;

import static dev.runner.report.markdown.Markdown.code;

import dev.runner.failure.FailureReport;
import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.GroupSnapshot.CheckSnapshot;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import dev.runner.report.Figures;
import dev.runner.result.Endpoint;
import dev.runner.result.RequestError;
import dev.runner.result.TestResult;
import dev.runner.sample.ValueUnit;
import dev.runner.tally.Evenness;
import dev.runner.tally.VuStatistics;
import dev.runner.threshold.ThresholdResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Lays out one result.
final class MarkdownText {
  private static final int MOST_THRESHOLDS = 50;
  private static final int MOST_ROWS = 20;

  private final TestResult result;
  private final Snapshot snapshot;
  private final Figures figures;
  private final StringBuilder text = new StringBuilder();

  MarkdownText(TestResult result) {
    this.result = result;
    this.snapshot = result.snapshot();
    this.figures = new Figures(result.facts().timeUnit());
  }

  String render() {
    verdict();
    numbers();
    thresholds();
    endpoints();
    users();
    failedChecks();
    requestErrors();
    iterationErrors();
    Stream.concat(result.losses().stream(), result.doubts().stream())
        .forEach(line -> text.append("\n> ⚠️ ").append(code(line)).append('\n'));
    text.append("\n<sub>runner ").append(result.facts().version());
    text.append(", seed ").append(result.facts().seed()).append("</sub>\n");
    return text.toString();
  }

  private void verdict() {
    boolean passed = result.outcome().passed();
    text.append("## ").append(passed ? "✅ Load test passed: " : "❌ Load test failed: ");
    text.append(code(result.facts().script())).append('\n');
    if (!passed) {
      text.append("\nExit code ").append(result.outcome().exitCode());
      text.append(result.outcome().words().isEmpty() ? "" : ": " + code(result.outcome().words()));
      text.append('\n');
    }
  }

  private void numbers() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of("Duration", figures.value(ValueUnit.TIME, result.facts().durationNanos() / 1e6)));
    counter("http_reqs", "Requests", lines);
    if (values("http_req_failed") instanceof Values.Rate rate && rate.samples() > 0) {
      lines.add(List.of("Failed requests", share(rate.nonZero(), rate)));
    }
    if (values("http_req_duration") instanceof Values.Trend trend && trend.samples() > 0) {
      lines.add(
          List.of(
              "Response time",
              String.format(
                  Locale.ROOT,
                  "avg %s, p50 %s, p95 %s, p99 %s, max %s",
                  figures.time(trend.average()),
                  figures.time(trend.percentile(50)),
                  figures.time(trend.percentile(95)),
                  figures.time(trend.percentile(99)),
                  figures.time(trend.max()))));
    }
    counter("iterations", "Iterations", lines);
    if (values("iteration_failed") instanceof Values.Rate rate && rate.nonZero() > 0) {
      lines.add(List.of("Failed iterations", share(rate.nonZero(), rate)));
    }
    if (values("dropped_iterations") instanceof Values.Counter dropped && dropped.sum() > 0) {
      lines.add(List.of("Dropped iterations", Figures.number(dropped.sum())));
    }
    if (values("checks") instanceof Values.Rate rate && rate.samples() > 0) {
      lines.add(List.of("Checks passed", share(rate.nonZero(), rate)));
    }
    if (values("vus_max") instanceof Values.Gauge vus && vus.samples() > 0) {
      lines.add(List.of("Virtual users", Figures.number(vus.max())));
    }
    text.append('\n').append(Markdown.table(List.of("", ""), 1, lines));
  }

  private static String share(long part, Values.Rate of) {
    return Figures.percent((double) part / of.samples())
        + " ("
        + part
        + " of "
        + of.samples()
        + ")";
  }

  private void counter(String metric, String words, List<List<String>> lines) {
    if (values(metric) instanceof Values.Counter counter && counter.samples() > 0) {
      lines.add(
          List.of(
              words,
              Figures.number(counter.sum())
                  + " ("
                  + perSecond(counter.perSecond(snapshot.elapsedSeconds()))
                  + ")"));
    }
  }

  private static String perSecond(double rate) {
    return String.format(Locale.ROOT, "%.2f/s", rate);
  }

  private Values values(String metric) {
    return snapshot.find(metric).map(MetricSnapshot::values).orElse(new Values.Counter(0, 0));
  }

  private void thresholds() {
    List<ThresholdResult> results = new ArrayList<>(result.verdict().results());
    if (results.isEmpty()) {
      return;
    }
    results.sort((a, b) -> Boolean.compare(a.ok(), b.ok()));
    title("Thresholds");
    List<List<String>> lines = new ArrayList<>();
    for (ThresholdResult one : results.subList(0, Math.min(MOST_THRESHOLDS, results.size()))) {
      lines.add(
          List.of(
              one.ok() ? "✅" : "❌",
              code(one.fullName()),
              code(one.source()),
              figures.observed(one)));
    }
    text.append(Markdown.table(List.of("", "metric", "threshold", "observed"), 3, lines));
    more(results.size() - MOST_THRESHOLDS);
  }

  private void endpoints() {
    List<Endpoint> endpoints = Endpoint.of(snapshot);
    if (endpoints.isEmpty()) {
      return;
    }
    title("Endpoints");
    List<List<String>> lines = new ArrayList<>();
    for (Endpoint one : endpoints.subList(0, Math.min(MOST_ROWS, endpoints.size()))) {
      List<String> cells = new ArrayList<>();
      cells.add(code(one.name()));
      cells.add(String.valueOf(one.count()));
      cells.add(Figures.percent(one.failedShare()));
      cells.add(perSecond(one.perSecond(snapshot.elapsedSeconds())));
      for (double p : new double[] {50, 95, 99}) {
        cells.add(figures.time(one.durations().percentile(p)));
      }
      cells.add(figures.time(one.durations().max()));
      lines.add(cells);
    }
    text.append(
        Markdown.table(
            List.of("endpoint", "requests", "failed", "rate", "p50", "p95", "p99", "max"),
            1,
            lines));
    more(endpoints.size() - MOST_ROWS);
  }

  private void users() {
    List<List<String>> lines = new ArrayList<>();
    for (Evenness one : Evenness.of(result.vus())) {
      lines.add(
          List.of(
              one.isUneven() ? "⚠️" : "✅",
              code(one.scenario()),
              String.valueOf(one.users()),
              one.fewest() + " to " + one.most(),
              user(one.fastest()),
              user(one.slowest())));
    }
    if (!lines.isEmpty()) {
      title("How evenly virtual users were served");
      text.append(
          Markdown.table(
              List.of("", "scenario", "VUs", "iterations of one", "fastest", "slowest"),
              2,
              lines.subList(0, Math.min(MOST_ROWS, lines.size()))));
      more(lines.size() - MOST_ROWS);
    }
  }

  private String user(VuStatistics vu) {
    return "VU " + vu.vu() + ": avg " + figures.time(vu.durations().average());
  }

  private void failedChecks() {
    List<List<String>> lines = new ArrayList<>();
    collect(snapshot.root(), lines);
    if (!lines.isEmpty()) {
      title("Checks that failed");
      text.append(
          Markdown.table(
              List.of("group", "check", "passed", "failed"),
              2,
              lines.subList(0, Math.min(MOST_ROWS, lines.size()))));
      more(lines.size() - MOST_ROWS);
    }
  }

  private static void collect(GroupSnapshot group, List<List<String>> lines) {
    for (CheckSnapshot check : group.checks()) {
      if (check.fails() > 0) {
        lines.add(
            List.of(
                code(group.path()),
                code(check.name()),
                String.valueOf(check.passes()),
                String.valueOf(check.fails())));
      }
    }
    group.groups().forEach(child -> collect(child, lines));
  }

  private void requestErrors() {
    List<RequestError> errors = RequestError.of(snapshot);
    if (errors.isEmpty()) {
      return;
    }
    title("Failed requests");
    List<List<String>> lines = new ArrayList<>();
    for (RequestError one : errors.subList(0, Math.min(MOST_ROWS, errors.size()))) {
      lines.add(List.of(one.category().words(), code(one.message()), String.valueOf(one.count())));
    }
    text.append(Markdown.table(List.of("kind", "error", "count"), 2, lines));
    more(errors.size() - MOST_ROWS);
  }

  private void iterationErrors() {
    FailureReport failures = result.failures();
    if (failures.errors() == 0) {
      return;
    }
    title("Errors in iterations");
    List<List<String>> lines = new ArrayList<>();
    for (FailureReport.Line one : failures.top()) {
      lines.add(List.of(code(one.message()), code(one.place()), String.valueOf(one.count())));
    }
    text.append(Markdown.table(List.of("error", "where", "count"), 2, lines));
    more(failures.distinct() - failures.top().size());
  }

  private void title(String words) {
    text.append("\n### ").append(words).append("\n\n");
  }

  private void more(int howMany) {
    if (howMany > 0) {
      text.append("\nand ").append(howMany).append(" more\n");
    }
  }
}
