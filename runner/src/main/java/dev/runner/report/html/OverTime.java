package dev.runner.report.html;

import dev.runner.metrics.Facet;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Values;
import dev.runner.result.Connections;
import dev.runner.result.Endpoint;
import dev.runner.result.RequestError;
import dev.runner.result.RunFacts;
import dev.runner.result.TestResult;
import dev.runner.sample.ValueUnit;
import dev.runner.timeline.Timeline;
import dev.runner.timeline.Track;
import dev.runner.timeline.TrackKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The charts of the page, and its tables with small charts in them.
final class OverTime {
  private static final int MOST_CUSTOM = 12;
  private static final int MOST_SPARKS = 100;
  private static final int MOST_SPECTRA = 6;
  private static final Pattern SHOWN_OTHERWISE =
      Pattern.compile(
          "http_req.*|iteration.*|dropped_iterations|vus|vus_max|data_.*|checks|group_duration"
              + "|steps|step_.*");

  private static final double[] SPECTRUM = {
    0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.96, 0.97, 0.98, 0.99,
    0.9925, 0.995, 0.996, 0.997, 0.998, 0.999, 0.9995, 0.9999, 0.99995, 0.99999, 0.999999
  };

  private final TestResult result;
  private final Timeline timeline;
  private final Grid grid;
  private final Map<String, Object> page;

  /// @param page what it adds to
  OverTime(TestResult result, Map<String, Object> page) {
    this.result = result;
    this.page = page;
    this.timeline = result.timeline();
    RunFacts facts = result.facts();
    this.grid = new Grid(timeline, facts.startEpochNanos(), facts.durationNanos());
  }

  void add() {
    page.put("step", grid.stepNanos() / 1e6);
    page.put("t0", grid.originMillis());
    page.put("n", grid.size());
    page.put("series", series());
    page.put("status", status());
    page.put("scenarioSeries", scenarioSeries());
    page.put("custom", custom());
    page.put("scenarios", scenarios());
    page.put("endpoints", endpoints());
    page.put("steps", parts("step_duration", Facet.STEP, "step_failed"));
    page.put("groups", parts("group_duration", Facet.GROUP, ""));
    page.put("errorKinds", errorKinds());
    page.put("spectrum", spectrum());
    page.put(
        "connections",
        Connections.of(result.snapshot()).stream().map(OverTime::connections).toList());
  }

  private static double sum(Values values) {
    return switch (values) {
      case Values.Counter counter -> counter.sum();
      case Values.Rate rate -> rate.nonZero();
      case Values.Gauge gauge -> gauge.last();
      case Values.Trend trend -> trend.samples();
    };
  }

  private static Function<Values, @Nullable Object> percentile(double p) {
    return values ->
        values instanceof Values.Trend trend ? PageData.number(trend.percentile(p)) : null;
  }

  private static @Nullable Object share(Values values) {
    return values instanceof Values.Rate rate ? PageData.number(rate.rate()) : null;
  }

  private static @Nullable Object failedShare(Values values) {
    return values instanceof Values.Rate rate ? PageData.number(1 - rate.rate()) : null;
  }

  private Map<String, Object> series() {
    var series = new LinkedHashMap<String, Object>();
    rate(series, "rps", "http_reqs");
    rate(series, "failedRps", "http_req_failed");
    rate(series, "iterations", "iterations");
    rate(series, "dropped", "dropped_iterations");
    rate(series, "received", "data_received");
    rate(series, "sent", "data_sent");
    add(series, "failedShare", "http_req_failed", OverTime::share);
    add(series, "checksFailed", "checks", OverTime::failedShare);
    for (int p : new int[] {50, 90, 95, 99}) {
      add(series, "p" + p, "http_req_duration", percentile(p));
    }
    add(series, "max", "http_req_duration", percentile(100));
    for (int p : new int[] {50, 95, 99}) {
      add(series, "iterP" + p, "iteration_duration", percentile(p));
    }
    add(series, "lagP50", "iteration_start_lag", percentile(50));
    add(series, "lagP99", "iteration_start_lag", percentile(99));
    timeline.total("vus").ifPresent(track -> series.put("vus", grid.levels(track)));
    timeline.total("vus_max").ifPresent(track -> series.put("vusMax", grid.levels(track)));
    return series;
  }

  private void rate(Map<String, Object> series, String name, String metric) {
    timeline
        .total(metric)
        .ifPresent(track -> series.put(name, grid.perSecond(track, OverTime::sum)));
  }

  private void add(
      Map<String, Object> series,
      String name,
      String metric,
      Function<Values, @Nullable Object> of) {
    timeline.total(metric).ifPresent(track -> series.put(name, grid.values(track, of)));
  }

  private List<Object> status() {
    List<Object> lines = new ArrayList<>();
    new TreeMap<>(timeline.parts("http_reqs", Timeline.STATUS))
        .forEach(
            (status, track) -> lines.add(List.of(status, grid.perSecond(track, OverTime::sum))));
    return lines;
  }

  private List<Object> scenarioSeries() {
    List<Object> lines = new ArrayList<>();
    timeline
        .parts("iterations", Facet.SCENARIO)
        .forEach(
            (scenario, track) ->
                lines.add(List.of(scenario, grid.perSecond(track, OverTime::sum))));
    return lines;
  }

  private List<Object> custom() {
    return timeline.tracks().stream()
        .filter(track -> track.key().isTotal())
        .filter(track -> !SHOWN_OTHERWISE.matcher(track.key().metric()).matches())
        .limit(MOST_CUSTOM)
        .map(this::custom)
        .toList();
  }

  private Object custom(Track track) {
    TrackKey key = track.key();
    List<Object> lines =
        switch (key.kind()) {
          case COUNTER -> List.of(line("per second", grid.perSecond(track, OverTime::sum)));
          case GAUGE -> List.of(line("value", grid.levels(track)));
          case RATE -> List.of(line("share", grid.values(track, OverTime::share)));
          case TREND ->
              List.of(
                  line("median", grid.values(track, percentile(50))),
                  line("p95", grid.values(track, percentile(95))),
                  line("p99", grid.values(track, percentile(99))));
        };
    return Map.of(
        "name", key.metric(),
        "kind", key.kind().label(),
        "unit", key.unit().label(),
        "lines", lines);
  }

  private static List<Object> line(String label, List<@Nullable Object> values) {
    return List.of(label, values);
  }

  /// The parts of a metric by a facet: from the exact numbers where they are told apart there, or
  /// else from those over time, whose percentiles are coarser.
  private Map<String, Values> values(String metric, Facet facet) {
    Map<String, Values> exact = result.snapshot().parts(metric, facet);
    if (!exact.isEmpty()) {
      return exact;
    }
    Map<String, Values> coarse = new LinkedHashMap<>();
    timeline
        .parts(metric, facet)
        .forEach(
            (value, track) -> {
              Values sum = Grid.sum(track);
              if (sum != null) {
                coarse.put(value, sum);
              }
            });
    return coarse;
  }

  private List<Object> scenarios() {
    Map<String, Values> durations = values("iteration_duration", Facet.SCENARIO);
    Map<String, Values> iterations = values("iterations", Facet.SCENARIO);
    Map<String, Values> dropped = values("dropped_iterations", Facet.SCENARIO);
    Map<String, Track> tracks = timeline.parts("iterations", Facet.SCENARIO);
    List<Object> rows = new ArrayList<>();
    for (RunFacts.Scenario scenario : result.facts().scenarios()) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("name", scenario.name());
      row.put("executor", scenario.executor());
      row.put("description", scenario.description());
      Values done = iterations.get(scenario.name());
      Values lost = dropped.get(scenario.name());
      if (done != null) {
        row.put("count", PageData.number(sum(done)));
        row.put("perSecond", PageData.number(sum(done) / seconds()));
      }
      row.put("dropped", lost == null ? 0 : PageData.number(sum(lost)));
      if (durations.get(scenario.name()) instanceof Values.Trend trend) {
        PageData.addPercentiles(row, trend);
      }
      spark(row, "rates", tracks.get(scenario.name()), true, OverTime::sum);
      rows.add(row);
    }
    return rows;
  }

  private double seconds() {
    return Math.max(1e-9, result.facts().durationNanos() / 1e9);
  }

  private void spark(
      Map<String, @Nullable Object> row,
      String name,
      @Nullable Track track,
      boolean rate,
      Function<Values, @Nullable Object> of) {
    if (track != null) {
      row.put(name, grid.spark(track, rate, of));
    }
  }

  private List<Object> endpoints() {
    Map<String, Track> tracks = timeline.parts("http_req_duration", Facet.ENDPOINT);
    List<Object> rows = new ArrayList<>();
    for (Endpoint endpoint : Endpoint.of(result.snapshot())) {
      Map<String, @Nullable Object> row = row(endpoint.name(), endpoint.durations(), null);
      row.put("failed", endpoint.failed());
      row.put("perSecond", PageData.number(endpoint.perSecond(seconds())));
      row.put("total", PageData.number(endpoint.durations().sum()));
      if (rows.size() < MOST_SPARKS) {
        Track track = tracks.get(endpoint.name());
        spark(row, "rates", track, true, OverTime::sum);
        spark(row, "p95s", track, false, percentile(95));
      }
      rows.add(row);
    }
    return rows;
  }

  private List<Object> parts(String metric, Facet facet, String failedMetric) {
    Map<String, Values> failed = values(failedMetric, facet);
    List<Object> rows = new ArrayList<>();
    values(metric, facet)
        .forEach(
            (name, values) -> {
              if (values instanceof Values.Trend trend) {
                rows.add(row(name, trend, failed.get(name)));
              }
            });
    return rows;
  }

  private static Map<String, @Nullable Object> row(
      String name, Values.Trend trend, @Nullable Values failed) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put("count", trend.samples());
    if (failed instanceof Values.Rate rate) {
      row.put("failed", rate.nonZero());
    }
    PageData.addPercentiles(row, trend);
    return row;
  }

  private List<Object> errorKinds() {
    Map<String, Track> tracks = timeline.parts("http_reqs", Facet.ERROR);
    List<Object> rows = new ArrayList<>();
    for (RequestError error : RequestError.of(result.snapshot())) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("name", error.message());
      row.put("category", error.category().words());
      row.put("code", error.code());
      row.put("count", error.count());
      error
          .firstEpochNanos()
          .ifPresent(
              first ->
                  row.put("at", Math.max(0, (first - result.facts().startEpochNanos()) / 1e6)));
      if (rows.size() < MOST_SPARKS) {
        spark(row, "rates", tracks.get(error.code() + " " + error.message()), true, OverTime::sum);
      }
      rows.add(row);
    }
    return rows;
  }

  private static Object connections(Connections host) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("name", host.host());
    row.put("open", PageData.number(host.mostOpen()));
    row.put("opened", PageData.number(host.opened()));
    row.put("reused", PageData.number(host.reused()));
    row.put("wait", PageData.number(host.waiting().percentile(95)));
    row.put("reading", host.reading().words());
    row.put("problem", host.reading().isProblem());
    return row;
  }

  private List<Object> spectrum() {
    Set<String> names = new LinkedHashSet<>(List.of("http_req_duration", "iteration_duration"));
    result.snapshot().metrics().stream()
        .filter(m -> m.metric().unit() == ValueUnit.TIME && !m.isSubmetric())
        .map(MetricSnapshot::fullName)
        .filter(name -> !SHOWN_OTHERWISE.matcher(name).matches())
        .forEach(names::add);
    List<Object> lines = new ArrayList<>();
    for (String name : names) {
      Optional<MetricSnapshot> metric = result.snapshot().find(name);
      if (lines.size() < MOST_SPECTRA
          && metric.isPresent()
          && metric.get().values() instanceof Values.Trend trend
          && trend.samples() > 1) {
        lines.add(Map.of("name", name, "points", spectrum(trend)));
      }
    }
    return lines;
  }

  private static List<Object> spectrum(Values.Trend trend) {
    List<Object> points = new ArrayList<>();
    for (double q : SPECTRUM) {
      // Beyond one sample there is nothing more to see.
      if (q > 0.5 && (1 - q) * trend.samples() < 1) {
        break;
      }
      points.add(List.of(q, PageData.number(trend.percentile(q * 100))));
    }
    points.add(List.of(1, PageData.number(trend.max())));
    return points;
  }
}
