package dev.runner.report;

import dev.runner.metrics.Facet;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import dev.runner.result.Connections;
import dev.runner.result.Endpoint;
import dev.runner.result.ErrorCategory;
import dev.runner.result.RequestError;
import dev.runner.result.RunFacts;
import dev.runner.result.TestResult;
import dev.runner.threshold.ThresholdResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The tables that follow the totals in the text summary. The compact one has only those that say
/// more than the totals do: of one endpoint or one scenario there is none.
final class TablesText {
  private static final String INDENT = "    ";
  private static final int MOST_ENDPOINTS = 20;
  private static final int MOST_ERRORS = 10;
  private static final int MOST_ERRORS_FULL = 100;

  private final TestResult result;
  private final TextReport.Style style;
  private final Snapshot snapshot;
  private final Figures figures;
  private final Palette palette;
  private final StringBuilder text = new StringBuilder();

  TablesText(TestResult result, TextReport.Style style) {
    this.result = result;
    this.style = style;
    this.snapshot = result.snapshot();
    this.figures = new Figures(result.facts().timeUnit());
    this.palette = new Palette(style.colours());
  }

  String render() {
    thresholds();
    steps();
    endpoints();
    scenarios();
    errors();
    connections();
    return text.toString();
  }

  private void title(String words) {
    text.append("\n  ").append(palette.title("█ " + words)).append(" \n\n");
  }

  private void add(Table table) {
    text.append(table.render(INDENT, style.columns()));
  }

  /// k6's block has no limits and margins; what it has no words for is told here.
  private void thresholds() {
    List<ThresholdResult> results = result.verdict().results();
    if (!style.full() && results.stream().noneMatch(one -> one.threshold().extended())) {
      return;
    }
    if (results.isEmpty()) {
      return;
    }
    var table = new Table(palette, List.of("threshold", "observed", "limit", "margin", ""), 2, 3);
    for (ThresholdResult one : results) {
      table.add(
          List.of(
              one.fullName() + ": " + one.source(),
              figures.observed(one),
              limit(one),
              one.margin().isPresent() ? signed(one, one.margin().getAsDouble()) : "",
              one.ok() ? "ok" : "crossed"));
    }
    title("THRESHOLDS AND MARGINS");
    add(table);
  }

  private String limit(ThresholdResult one) {
    Duration during = one.threshold().timing().during();
    return during.isZero()
        ? figures.amount(one, one.threshold().expression().limit())
        : "held for " + figures.time(during.toNanos() / 1e6);
  }

  private String signed(ThresholdResult one, double margin) {
    return (margin < 0 ? "" : "+") + figures.amount(one, margin);
  }

  private void steps() {
    Map<String, Values> durations = snapshot.parts("step_duration", Facet.STEP);
    if (durations.isEmpty()) {
      return;
    }
    Map<String, Values> failures = snapshot.parts("step_failed", Facet.STEP);
    List<String> stats =
        result.facts().trendStats().stream().filter(stat -> !stat.equals("count")).toList();
    List<String> headings = new ArrayList<>(List.of("step", "count", "failed"));
    headings.addAll(stats);
    int[] fromLast = IntStream.iterate(headings.size() - 1, i -> i > 2, i -> i - 1).toArray();
    var table = new Table(palette, headings, fromLast);
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
    title("STEPS");
    add(table);
  }

  private void endpoints() {
    List<Endpoint> endpoints = Endpoint.of(snapshot);
    if (endpoints.isEmpty() || (endpoints.size() == 1 && !style.full())) {
      return;
    }
    var table =
        new Table(
            palette,
            List.of("endpoint", "count", "errors", "rate", "p50", "p95", "p99", "max"),
            3,
            7,
            4,
            6,
            1);
    for (Endpoint one : endpoints.subList(0, Math.min(MOST_ENDPOINTS, endpoints.size()))) {
      table.add(
          List.of(
              one.name(),
              String.valueOf(one.count()),
              Figures.percent(one.failedShare()),
              rate(one.perSecond(snapshot.elapsedSeconds())),
              figures.time(one.durations().percentile(50)),
              figures.time(one.durations().percentile(95)),
              figures.time(one.durations().percentile(99)),
              figures.time(one.durations().max())));
    }
    title("ENDPOINTS");
    add(table);
    more(endpoints.size() - MOST_ENDPOINTS);
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%.2f/s", perSecond);
  }

  private void scenarios() {
    Map<String, Values> iterations = snapshot.parts("iterations", Facet.SCENARIO);
    Map<String, Values> requests = snapshot.parts("http_reqs", Facet.SCENARIO);
    List<RunFacts.Scenario> scenarios = result.facts().scenarios();
    if (scenarios.size() < 2 || (iterations.isEmpty() && requests.isEmpty())) {
      return;
    }
    var table =
        new Table(palette, List.of("scenario", "iterations", "rate", "requests", "rate"), 2, 4);
    double totalIterations = 0;
    double totalRequests = 0;
    for (RunFacts.Scenario scenario : scenarios) {
      double ofIterations = sum(iterations.get(scenario.name()));
      double ofRequests = sum(requests.get(scenario.name()));
      totalIterations += ofIterations;
      totalRequests += ofRequests;
      table.add(throughput(scenario.name(), ofIterations, ofRequests));
    }
    table.add(throughput("total", totalIterations, totalRequests));
    title("SCENARIOS");
    add(table);
  }

  private List<String> throughput(String name, double iterations, double requests) {
    double seconds = snapshot.elapsedSeconds();
    return List.of(
        name,
        Figures.number(iterations),
        rate(seconds > 0 ? iterations / seconds : 0),
        Figures.number(requests),
        rate(seconds > 0 ? requests / seconds : 0));
  }

  private static double sum(@Nullable Values values) {
    return values instanceof Values.Counter counter ? counter.sum() : 0;
  }

  private void errors() {
    List<RequestError> errors = RequestError.of(snapshot);
    if (errors.isEmpty()) {
      return;
    }
    title("FAILED REQUESTS");
    Map<ErrorCategory, Long> categories = RequestError.byCategory(errors);
    text.append(INDENT)
        .append(
            categories.entrySet().stream()
                .map(entry -> entry.getKey().words() + ": " + entry.getValue())
                .collect(Collectors.joining("   ")))
        .append("\n\n");
    int most = style.full() ? MOST_ERRORS_FULL : MOST_ERRORS;
    for (RequestError one : errors.subList(0, Math.min(most, errors.size()))) {
      text.append(INDENT).append(palette.bad("✗ " + one.message())).append('\n');
      text.append(INDENT).append("  ↳  ");
      text.append(palette.bad(one.count() == 1 ? "once" : one.count() + " times"));
      if (one.firstEpochNanos().isPresent()) {
        long after = one.firstEpochNanos().getAsLong() - result.facts().startEpochNanos();
        text.append("; first after ").append(figures.time(Math.max(0, after) / 1e6));
      }
      text.append(one.code() == 0 ? "" : " (error_code " + one.code() + ")").append('\n');
    }
    more(errors.size() - most);
  }

  private void connections() {
    List<Connections> hosts = Connections.of(snapshot);
    boolean noteworthy = hosts.stream().anyMatch(host -> host.reading().isProblem());
    if (hosts.isEmpty() || !(style.full() || noteworthy)) {
      return;
    }
    var table =
        new Table(
            palette,
            List.of("host", "most open", "opened", "reused", "closed", "wait p95", "wait max"),
            6,
            4,
            1,
            5);
    for (Connections host : hosts) {
      table.add(
          List.of(
              host.host(),
              Figures.number(host.mostOpen()),
              Figures.number(host.opened()),
              Figures.number(host.reused()),
              Figures.number(host.closed()),
              figures.time(host.waiting().percentile(95)),
              figures.time(host.waiting().max())));
    }
    title("CONNECTIONS");
    add(table);
    for (Connections host : hosts) {
      if (style.full() || host.reading().isProblem()) {
        String line = host.host() + ": " + host.reading().words();
        text.append(INDENT);
        text.append(host.reading().isProblem() ? palette.bad("! " + line) : "  " + line);
        text.append('\n');
      }
    }
  }

  private void more(int howMany) {
    if (howMany > 0) {
      text.append(INDENT).append("and ").append(howMany).append(" more\n");
    }
  }
}
