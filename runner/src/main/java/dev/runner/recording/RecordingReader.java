package dev.runner.recording;

import dev.runner.engine.LiveChange;
import dev.runner.failure.Failure;
import dev.runner.failure.FailureReport;
import dev.runner.json.Json;
import dev.runner.json.JsonFault;
import dev.runner.metrics.BreakdownSnapshot;
import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import dev.runner.options.ThresholdOptions;
import dev.runner.result.Outcome;
import dev.runner.result.RunFacts;
import dev.runner.result.TestResult;
import dev.runner.sample.MetricKind;
import dev.runner.sample.MetricRegistry;
import dev.runner.tally.VuStatistics;
import dev.runner.threshold.ThresholdFault;
import dev.runner.threshold.ThresholdResult;
import dev.runner.threshold.Thresholds;
import dev.runner.threshold.Verdict;
import dev.runner.timeline.Timeline;
import dev.runner.timeline.Track;
import dev.runner.timeline.TrackKey;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Reads recordings. The metrics of all that one reader reads are the same objects, so that they
/// can be compared and merged.
public final class RecordingReader {
  private static final int GZIP = 0x1f8b;

  private final MetricRegistry registry = new MetricRegistry();

  /// The metrics of all recordings so far.
  MetricRegistry registry() {
    return registry;
  }

  /// @param name of the file, as the user wrote it
  /// @throws RecordingFault if there is none, or it is no recording, or not a whole one
  public TestResult read(String name, Path directory) {
    try (var in = new BufferedInputStream(Files.newInputStream(directory.resolve(name)))) {
      return read(name, in);
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new RecordingFault("there is no recording '" + name + "'", e);
    } catch (EOFException e) {
      throw truncated(name);
    } catch (ZipException e) {
      throw new RecordingFault("recording '" + name + "' is damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new RecordingFault("cannot read recording '" + name + "': " + e.getMessage(), e);
    }
  }

  private static RecordingFault truncated(String name) {
    return new RecordingFault(
        "recording '"
            + name
            + "' is cut off, its end is missing: copy it again, or let the run end before you do");
  }

  private TestResult read(String name, InputStream in) throws IOException {
    in.mark(2);
    boolean compressed = (in.read() << 8 | in.read()) == GZIP;
    in.reset();
    InputStream plain = compressed ? new GZIPInputStream(in) : in;
    var lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    expectRecording(name, lines);
    var parts = new Parts();
    int number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      try {
        if (parts.add(Fields.of(Json.parse(line)), number)) {
          return parts.result();
        }
      } catch (JsonFault | IllegalArgumentException | IndexOutOfBoundsException e) {
        if (lines.readLine() == null) {
          throw truncated(name);
        }
        throw new RecordingFault(
            "recording '" + name + "' is damaged: line " + number + ": " + e.getMessage(), e);
      }
    }
    throw truncated(name);
  }

  private static void expectRecording(String name, BufferedReader lines) throws IOException {
    // A line of any other file may be endless.
    char[] start = new char[200];
    lines.mark(start.length);
    int length = lines.read(start);
    lines.reset();
    String begin = length < 0 ? "" : new String(start, 0, length);
    Fields head = null;
    try {
      int end = begin.indexOf('\n');
      head = end < 0 ? null : Fields.of(Json.parse(lines.readLine()));
    } catch (JsonFault | IllegalArgumentException _) {
      // Not ours.
    }
    if (head == null || !"recording".equals(head.get("runner"))) {
      throw new RecordingFault(
          "'" + name + "' is no recording: name a file that 'runner run -o run=FILE' has written");
    }
    if (!(head.get("version") instanceof Long version) || version > RecordingFormat.VERSION) {
      throw new RecordingFault(
          "recording '"
              + name
              + "' was written by a newer runner, "
              + head.get("writtenBy")
              + ": use that one or a later one");
    }
  }

  /// What the lines read so far say.
  private final class Parts {
    private @Nullable RunFacts facts;
    private @Nullable Outcome outcome;
    private long elapsedNanos;
    private final List<MetricSnapshot> metrics = new ArrayList<>();
    private final List<BreakdownSnapshot> breakdowns = new ArrayList<>();
    private GroupSnapshot root = new GroupSnapshot("", "", List.of(), List.of());
    private final List<Fields> thresholds = new ArrayList<>();
    private FailureReport failures = FailureReport.NONE;
    private List<LiveChange> changes = List.of();
    private List<String> losses = List.of();
    private List<String> doubts = List.of();
    private final List<Track> tracks = new ArrayList<>();
    private final List<VuStatistics> vus = new ArrayList<>();

    /// @return whether that was the last line
    boolean add(Fields line, int number) {
      for (Map.Entry<?, ?> entry : line.map().entrySet()) {
        Object value = entry.getValue();
        switch (String.valueOf(entry.getKey())) {
          case "facts" -> facts = facts(Fields.of(value));
          case "outcome" -> {
            Fields of = Fields.of(value);
            outcome = new Outcome((int) of.whole("exitCode"), of.text("words"));
          }
          case "elapsedNanos" -> elapsedNanos = Fields.whole(value);
          case "values" -> metrics.add(metric(Fields.of(value)));
          case "breakdown" -> breakdowns.add(breakdown(Fields.of(value)));
          case "root" -> root = group(value);
          case "threshold" -> thresholds.add(Fields.of(value));
          case "failures" -> failures = failures(Fields.of(value));
          case "changes" ->
              changes = Fields.list(value).stream().map(RecordingReader::change).toList();
          case "losses" -> losses = line.texts("losses");
          case "doubts" -> doubts = line.texts("doubts");
          case "track" -> tracks.add(track(Fields.of(value)));
          case "vu" -> vus.add(vu(Fields.of(value)));
          case "end" -> {
            if (Fields.whole(value) != number - 1) {
              throw new IllegalArgumentException("lines are missing before it");
            }
            return true;
          }
          default -> {
            // Said by a later runner that took care to stay readable.
          }
        }
      }
      return false;
    }

    TestResult result() {
      if (facts == null || outcome == null) {
        throw new IllegalArgumentException("it does not say what was run");
      }
      return new TestResult(
          facts,
          outcome,
          new Snapshot(elapsedNanos, metrics, root, breakdowns),
          verdict(thresholds),
          failures,
          null,
          changes,
          losses,
          doubts,
          new Timeline(tracks),
          vus);
    }
  }

  private static RunFacts facts(Fields from) {
    return new RunFacts(
        from.text("script"),
        from.text("scriptText"),
        from.whole("seed"),
        from.text("version"),
        from.whole("startEpochNanos"),
        from.whole("durationNanos"),
        from.text("options"),
        from.list(
            "scenarios",
            value -> {
              Fields of = Fields.of(value);
              return new RunFacts.Scenario(
                  of.text("name"), of.text("executor"), of.text("description"));
            }),
        from.texts("trendStats"),
        from.text("timeUnit"));
  }

  private MetricSnapshot metric(Fields from) {
    return new MetricSnapshot(
        from.metric(registry),
        from.text("name"),
        from.tags("tags"),
        Fields.values(from.kind(), from.get("v")));
  }

  private BreakdownSnapshot breakdown(Fields from) {
    MetricKind kind = from.kind();
    var parts = new LinkedHashMap<String, Values>();
    var firsts = new LinkedHashMap<String, Long>();
    for (Object part : from.list("parts")) {
      List<?> pair = Fields.list(part);
      String value = String.valueOf(pair.get(0));
      parts.put(value, Fields.values(kind, pair.get(1)));
      if (pair.size() > 2) {
        firsts.put(value, Fields.whole(pair.get(2)));
      }
    }
    return new BreakdownSnapshot(from.metric(registry), from.text("facet"), parts, firsts);
  }

  private static GroupSnapshot group(@Nullable Object value) {
    Fields from = Fields.of(value);
    return new GroupSnapshot(
        from.text("name"),
        from.text("path"),
        from.list("groups", RecordingReader::group),
        from.list(
            "checks",
            check -> {
              Fields of = Fields.of(check);
              return new GroupSnapshot.CheckSnapshot(
                  of.text("name"), of.text("path"), of.whole("passes"), of.whole("fails"));
            }));
  }

  private static FailureReport failures(Fields from) {
    return new FailureReport(
        from.whole("errors"),
        (int) from.whole("distinct"),
        from.list(
            "top",
            value -> {
              Fields of = Fields.of(value);
              long firstNanos = of.whole("firstNanos");
              var first =
                  new Failure(
                      of.text("message"),
                      of.text("place"),
                      of.text("scenario"),
                      (int) of.whole("vu"),
                      of.whole("iteration"),
                      firstNanos);
              return new FailureReport.Line(
                  first.message(), first.place(), of.whole("count"), first, firstNanos);
            }));
  }

  private static LiveChange change(@Nullable Object value) {
    Fields of = Fields.of(value);
    return new LiveChange(of.text("scenario"), of.text("what"), of.whole("atNanos"));
  }

  private static VuStatistics vu(Fields from) {
    return new VuStatistics(
        Math.toIntExact(from.whole("vu")),
        from.text("scenario"),
        from.whole("iterations"),
        from.whole("failedIterations"),
        from.whole("requests"),
        from.whole("failedRequests"),
        (Values.Trend) Fields.values(MetricKind.TREND, from.get("durations")),
        from.number("received"),
        from.number("sent"));
  }

  private Track track(Fields from) {
    var key =
        new TrackKey(
            from.text("metric"), from.kind(), from.unit(), from.text("facet"), from.text("value"));
    List<@Nullable Values> points = new ArrayList<>();
    for (Object point : from.list("points")) {
      points.add(point == null ? null : Fields.values(key.kind(), point));
    }
    long shift = from.whole("shift");
    if (shift < 0 || shift > 30) {
      throw new IllegalArgumentException("intervals of shift " + shift);
    }
    return new Track(key, (int) shift, from.whole("first"), points);
  }

  /// How thresholds were met, as recorded.
  private Verdict verdict(List<Fields> recorded) {
    List<ThresholdResult> results = new ArrayList<>();
    for (Fields one : recorded) {
      try {
        var options =
            new ThresholdOptions(
                one.text("source"),
                one.flag("abortOnFail"),
                Duration.ofNanos(one.whole("delayNanos")));
        Thresholds.OfMetric of =
            Thresholds.parse(Map.of(one.text("name"), List.of(options)), registry)
                .metrics()
                .getFirst();
        results.add(
            new ThresholdResult(
                of.fullName(),
                of.metric(),
                of.filter(),
                of.thresholds().getFirst(),
                one.number("observed"),
                Duration.ofNanos(one.whole("heldNanos")),
                one.flag("ok")));
      } catch (ThresholdFault e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
    return new Verdict(results);
  }
}
