package dev.runner.recording;

import dev.runner.engine.LiveChange;
import dev.runner.failure.FailureReport;
import dev.runner.json.Json;
import dev.runner.metrics.BreakdownSnapshot;
import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Values;
import dev.runner.report.ReportFormat;
import dev.runner.result.RunFacts;
import dev.runner.result.TestResult;
import dev.runner.sample.Metric;
import dev.runner.tally.VuStatistics;
import dev.runner.threshold.ThresholdResult;
import dev.runner.timeline.Track;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// `-o run=FILE`: the whole result, to be read by [RecordingReader].
public final class RecordingFormat implements ReportFormat {
  /// Of the format; a reader refuses those it does not know.
  static final int VERSION = 1;

  @Override
  public String type() {
    return "run";
  }

  /// No: it is compressed, and secrets are out of the result already.
  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public boolean needsDetails() {
    return true;
  }

  @Override
  public boolean needsTimeline() {
    return true;
  }

  @Override
  public void write(TestResult result, OutputStream out) throws IOException {
    var gzip = new GZIPOutputStream(out, 1 << 16);
    var lines = new Lines(new OutputStreamWriter(gzip, StandardCharsets.UTF_8));
    lines.add(
        ordered("runner", "recording", "version", VERSION, "writtenBy", result.facts().version()));
    lines.add(Map.of("facts", facts(result.facts())));
    lines.add(
        Map.of(
            "outcome",
            ordered("exitCode", result.outcome().exitCode(), "words", result.outcome().words())));
    lines.add(Map.of("elapsedNanos", result.snapshot().elapsedNanos()));
    for (MetricSnapshot metric : result.snapshot().metrics()) {
      lines.add(Map.of("values", values(metric)));
    }
    for (BreakdownSnapshot breakdown : result.snapshot().breakdowns()) {
      lines.add(Map.of("breakdown", breakdown(breakdown)));
    }
    lines.add(Map.of("root", group(result.snapshot().root())));
    for (ThresholdResult threshold : result.verdict().results()) {
      lines.add(Map.of("threshold", threshold(threshold)));
    }
    lines.add(Map.of("failures", failures(result.failures())));
    lines.add(Map.of("changes", result.changes().stream().map(RecordingFormat::change).toList()));
    lines.add(Map.of("losses", result.losses()));
    lines.add(Map.of("doubts", result.doubts()));
    for (Track track : result.timeline().tracks()) {
      lines.add(Map.of("track", track(track)));
    }
    for (VuStatistics vu : result.vus()) {
      lines.add(Map.of("vu", vu(vu)));
    }
    lines.end();
    gzip.finish();
  }

  /// Writes a line for each value, and counts them.
  private static final class Lines {
    private final Writer writer;
    private long count;

    Lines(Writer writer) {
      this.writer = writer;
    }

    void add(Map<String, ?> value) throws IOException {
      writer.write(Json.write(value));
      writer.write('\n');
      count++;
    }

    void end() throws IOException {
      add(Map.of("end", count));
      writer.flush();
    }
  }

  /// An object with its members in this order, so that equal results give equal files.
  private static Map<String, Object> ordered(Object... namesAndValues) {
    var object = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  private static Map<String, Object> facts(RunFacts facts) {
    var data = new LinkedHashMap<String, Object>();
    data.put("script", facts.script());
    data.put("scriptText", facts.scriptText());
    data.put("seed", facts.seed());
    data.put("version", facts.version());
    data.put("startEpochNanos", facts.startEpochNanos());
    data.put("durationNanos", facts.durationNanos());
    data.put("options", facts.optionsJson());
    data.put(
        "scenarios",
        facts.scenarios().stream()
            .map(
                s ->
                    ordered(
                        "name", s.name(),
                        "executor", s.executor(),
                        "description", s.description()))
            .toList());
    data.put("trendStats", facts.trendStats());
    data.put("timeUnit", facts.timeUnit());
    return data;
  }

  private static Map<String, Object> of(Metric metric) {
    var data = new LinkedHashMap<String, Object>();
    data.put("metric", metric.name());
    data.put("kind", metric.kind().label());
    data.put("unit", metric.unit().label());
    return data;
  }

  private static Map<String, Object> values(MetricSnapshot metric) {
    Map<String, Object> data = of(metric.metric());
    data.put("name", metric.fullName());
    data.put("tags", metric.filter().asMap());
    data.put("v", ValuesJson.of(metric.values()));
    return data;
  }

  private static Map<String, Object> breakdown(BreakdownSnapshot breakdown) {
    Map<String, Object> data = of(breakdown.metric());
    data.put("facet", breakdown.facet());
    List<Object> parts = new ArrayList<>();
    breakdown
        .parts()
        .forEach(
            (value, part) -> {
              Long first = breakdown.firstEpochNanos().get(value);
              parts.add(
                  first == null
                      ? List.of(value, ValuesJson.of(part))
                      : List.of(value, ValuesJson.of(part), first));
            });
    data.put("parts", parts);
    return data;
  }

  private static Map<String, Object> group(GroupSnapshot group) {
    return ordered(
        "name", group.name(),
        "path", group.path(),
        "groups", group.groups().stream().map(RecordingFormat::group).toList(),
        "checks",
            group.checks().stream()
                .map(
                    c ->
                        ordered(
                            "name", c.name(),
                            "path", c.path(),
                            "passes", c.passes(),
                            "fails", c.fails()))
                .toList());
  }

  private static Map<String, Object> threshold(ThresholdResult result) {
    var data = new LinkedHashMap<String, Object>();
    data.put("name", result.fullName());
    data.put("source", result.source());
    data.put("abortOnFail", result.threshold().abortOnFail());
    data.put("delayNanos", result.threshold().delayAbortEval().toNanos());
    data.put("heldNanos", result.held().toNanos());
    data.put("observed", ValuesJson.number(result.observed()));
    data.put("ok", result.ok());
    return data;
  }

  private static Map<String, Object> failures(FailureReport report) {
    List<Object> top = new ArrayList<>();
    for (FailureReport.Line line : report.top()) {
      var data = new LinkedHashMap<String, Object>();
      data.put("message", line.message());
      data.put("place", line.place());
      data.put("count", line.count());
      data.put("firstNanos", line.firstNanos());
      data.put("scenario", line.first().scenario());
      data.put("vu", line.first().vu());
      data.put("iteration", line.first().iteration());
      top.add(data);
    }
    return ordered("errors", report.errors(), "distinct", report.distinct(), "top", top);
  }

  private static Map<String, Object> change(LiveChange change) {
    return ordered(
        "scenario", change.scenario(), "what", change.what(), "atNanos", change.atNanos());
  }

  private static Map<String, Object> vu(VuStatistics vu) {
    var data = new LinkedHashMap<String, Object>();
    data.put("vu", vu.vu());
    data.put("scenario", vu.scenario());
    data.put("iterations", vu.iterations());
    data.put("failedIterations", vu.failedIterations());
    data.put("requests", vu.requests());
    data.put("failedRequests", vu.failedRequests());
    data.put("durations", ValuesJson.of(vu.durations()));
    data.put("received", ValuesJson.number(vu.received()));
    data.put("sent", ValuesJson.number(vu.sent()));
    return data;
  }

  private static Map<String, Object> track(Track track) {
    var data = new LinkedHashMap<String, Object>();
    data.put("metric", track.key().metric());
    data.put("kind", track.key().kind().label());
    data.put("unit", track.key().unit().label());
    data.put("facet", track.key().facet());
    data.put("value", track.key().value());
    data.put("shift", track.shift());
    data.put("first", track.first());
    List<@Nullable Object> points = new ArrayList<>();
    for (Values point : track.points()) {
      points.add(point == null ? null : ValuesJson.of(point));
    }
    data.put("points", points);
    return data;
  }
}
