package dev.runner.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.clock.Clock;
import dev.runner.clock.ManualClock;
import dev.runner.engine.LiveChange;
import dev.runner.failure.Failure;
import dev.runner.failure.FailureReport;
import dev.runner.metrics.Facet;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.MetricsEngine;
import dev.runner.metrics.RecordedLog;
import dev.runner.metrics.SampleBuffer;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import dev.runner.options.ThresholdOptions;
import dev.runner.result.ExampleResult;
import dev.runner.result.ManyUsers;
import dev.runner.result.Outcome;
import dev.runner.result.RunFacts;
import dev.runner.result.TestResult;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Tags;
import dev.runner.sample.ValueUnit;
import dev.runner.threshold.Thresholds;
import dev.runner.timeline.TimelineOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {
  private static final long SECOND = 1_000_000_000L;

  private final Clock clock = new ManualClock();
  private final List<String> remarks = new ArrayList<>();
  @TempDir private Path folder;

  private static byte[] bytes(TestResult result) throws IOException {
    var out = new ByteArrayOutputStream();
    new RecordingFormat().write(result, out);
    return out.toByteArray();
  }

  private static byte[] plain(byte[] recording) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(recording)).readAllBytes();
  }

  private TestResult read(byte[] recording) throws IOException {
    Files.write(folder.resolve("a.run"), recording);
    return new RecordingReader().read("a.run", folder);
  }

  /// One machine's part of a test: its engine, and its timeline.
  private final class Machine {
    private final MetricRegistry registry = new MetricRegistry();
    private final BuiltinMetrics builtin = BuiltinMetrics.in(registry);
    private final Metric own = registry.declare("own", MetricKind.TREND, ValueUnit.DEFAULT);
    private final MetricsEngine engine = new MetricsEngine(registry, clock, new RecordedLog());
    private final TimelineOutput timeline = new TimelineOutput(clock);
    private final Thresholds thresholds;
    private final SampleBuffer buffer = engine.newBuffer(1);
    private long last;

    Machine() {
      this(
          Map.of(
              "http_req_failed", demands("rate<0.3"),
              "http_req_duration{name:a}", demands("p(95)<100", "max<5")));
    }

    Machine(Map<String, List<ThresholdOptions>> demands) {
      thresholds = Thresholds.parse(demands, registry);
      thresholds.register(engine);
      engine.breakDown("http_req_duration", Facet.ENDPOINT, 100);
      engine.onBatch(timeline::write);
    }

    void sample(int i, double value) {
      long at = i * SECOND / 100;
      Tags tags = Tags.of("name", i % 3 == 0 ? "a" : "b");
      record(builtin.httpReqDuration(), tags, value, at);
      record(builtin.httpReqFailed(), tags, value > 60 ? 1 : 0, at);
      record(builtin.checks(), Tags.of("check", "c" + i % 4).with("group", "::g"), i % 5, at);
      record(own, Tags.EMPTY, -value * 1e-9, at);
      last = at;
    }

    void vus(int value, long at) {
      record(builtin.vus(), Tags.EMPTY, value, at);
      last = at;
    }

    void record(Metric metric, Tags tags, double value, long at) {
      buffer.record(buffer.series(metric, tags), value, at);
    }

    TestResult result(String script) {
      buffer.flush();
      Snapshot snapshot = engine.snapshot(last);
      var failure = new Failure("Error: x", "file:///a.js:1:2", "s", 3, 4, 5 * SECOND);
      return new TestResult(
          new RunFacts(
              "a.js",
              script,
              1,
              "0.1",
              clock.epochNanos(0),
              last,
              "{}",
              List.of(new RunFacts.Scenario("s", "constant-vus", "a scenario")),
              List.of("avg", "p(99)"),
              ""),
          Outcome.PASSED,
          snapshot,
          thresholds.evaluate(snapshot),
          new FailureReport(
              4, 1, List.of(new FailureReport.Line("Error: x", "file:///a.js:1:2", 4, failure, 7))),
          "{\"token\": 1}",
          List.of(new LiveChange("s", "VUs set to 3", SECOND)),
          List.of("json (x.json) lost 3 samples: full"),
          List.of("the load generator did not keep up"),
          timeline.timeline(),
          List.of());
    }
  }

  private static List<ThresholdOptions> demands(String... expressions) {
    return Arrays.stream(expressions)
        .map(expression -> new ThresholdOptions(expression, true, Duration.ofSeconds(3)))
        .toList();
  }

  private Machine machine(int samples) {
    var machine = new Machine();
    var random = new Random(4);
    for (int i = 0; i < samples; i++) {
      machine.sample(i, random.nextExponential() * 40);
    }
    return machine;
  }

  @Test
  @DisplayName("what is read is what was written, to the last bit; setup's data stays out")
  void roundTrip() throws IOException {
    for (TestResult written :
        List.of(
            machine(5_000).result("x"),
            new ExampleResult().result(),
            ManyUsers.in(machine(9).result(""), 3))) {
      byte[] recording = bytes(written);
      TestResult read = read(recording);
      assertThat(bytes(read)).isEqualTo(recording);
      assertThat(read.facts()).isEqualTo(written.facts());
      assertThat(read.outcome()).isEqualTo(written.outcome());
      assertThat(read.verdict().failedMetrics()).isEqualTo(written.verdict().failedMetrics());
      assertThat(read.snapshot().root()).isEqualTo(written.snapshot().root());
      assertThat(read.changes()).isEqualTo(written.changes());
      assertThat(read.losses()).isEqualTo(written.losses());
      assertThat(read.doubts()).isEqualTo(written.doubts());
      assertThat(read.vus()).hasSameSizeAs(written.vus());
      assertThat(read.failures().errors()).isEqualTo(written.failures().errors());
      for (MetricSnapshot metric : written.snapshot().metrics()) {
        Values values = read.snapshot().find(metric.fullName()).orElseThrow().values();
        if (metric.values() instanceof Values.Trend trend) {
          assertThat(((Values.Trend) values).percentile(95)).isEqualTo(trend.percentile(95));
        } else {
          assertThat(values).isEqualTo(metric.values());
        }
      }
      assertThat(new String(plain(recording), StandardCharsets.UTF_8)).doesNotContain("token");
    }
  }

  @Test
  @DisplayName("infinite and tiny values come back")
  void oddValues() throws IOException {
    var machine = new Machine();
    for (double value :
        new double[] {Double.POSITIVE_INFINITY, Double.MIN_VALUE, -0.1, Double.MAX_VALUE}) {
      machine.sample(1, value);
    }
    var own =
        (Values.Trend)
            read(bytes(machine.result(""))).snapshot().find("http_req_duration").get().values();
    assertThat(own.max()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(own.percentile(0)).isEqualTo(-0.1);
    assertThat(own.distribution().value(1)).isEqualTo(Double.MIN_VALUE);
  }

  @Test
  @DisplayName("merged recordings are those of all samples, and are judged again")
  void merge() throws IOException {
    var all = new Machine();
    var parts = List.of(new Machine(), new Machine(), new Machine());
    var random = new Random(8);
    for (int i = 0; i < 9_000; i++) {
      double value = random.nextExponential() * (i % 3 == 0 ? 20 : 50);
      all.sample(i, value);
      // One of them has too few samples for a histogram.
      parts.get(i < 200 ? 2 : i % 2).sample(i, value);
    }
    for (int i = 0; i < 3; i++) {
      Files.write(folder.resolve(i + ".run"), bytes(parts.get(i).result("same")));
    }
    TestResult expected = all.result("same");
    TestResult merged = Merge.of(List.of("2.run", "0.run", "1.run"), folder, false, remarks::add);

    assertThat(merged.snapshot().root()).isEqualTo(expected.snapshot().root());
    assertThat(merged.verdict().results())
        .extracting(r -> r.source() + " " + r.observed() + " " + r.ok())
        .isEqualTo(
            expected.verdict().results().stream()
                .map(r -> r.source() + " " + r.observed() + " " + r.ok())
                .toList());
    for (MetricSnapshot metric : expected.snapshot().metrics()) {
      same(merged.snapshot().find(metric.fullName()).orElseThrow().values(), metric.values());
    }
    expected
        .snapshot()
        .parts("http_req_duration", Facet.ENDPOINT)
        .forEach(
            (name, values) ->
                same(
                    merged.snapshot().parts("http_req_duration", Facet.ENDPOINT).get(name),
                    values));
    assertThat(merged.outcome().exitCode()).isEqualTo(99);
    assertThat(merged.failures().errors()).isEqualTo(12);
    assertThat(merged.failures().top().getFirst().count()).isEqualTo(12);
    assertThat(merged.timeline().total("http_req_duration").orElseThrow().points())
        .hasSameSizeAs(expected.timeline().total("http_req_duration").orElseThrow().points());
  }

  private static void same(Values is, Values expected) {
    if (expected instanceof Values.Trend trend && is instanceof Values.Trend merged) {
      assertThat(merged.samples()).isEqualTo(trend.samples());
      for (double p = 0; p <= 100; p += 2.5) {
        assertThat(merged.percentile(p)).isEqualTo(trend.percentile(p));
      }
    } else {
      assertThat(is).isEqualTo(expected);
    }
  }

  @Test
  @DisplayName("virtual users of machines that ran at the same time add up")
  void virtualUsers() throws IOException {
    var one = new Machine();
    var other = new Machine();
    for (int second = 0; second < 10; second++) {
      one.vus(5, second * SECOND);
      if (second >= 4) {
        other.vus(second, second * SECOND);
      }
    }
    Files.write(folder.resolve("1"), bytes(ManyUsers.in(one.result("1"), 2)));
    Files.write(folder.resolve("2"), bytes(ManyUsers.in(other.result("2"), 3)));
    TestResult merged = Merge.of(List.of("1", "2"), folder, true, remarks::add);
    assertThat(merged.vus())
        .as("equal numbers are one virtual user")
        .extracting(vu -> vu.vu() + ": " + vu.requests() + " of " + vu.durations().max() + " ms")
        .containsExactly("1: 40 of 1.0 ms", "2: 40 of 2.0 ms", "3: 20 of 3.0 ms");
    Values vus = merged.snapshot().find("vus").get().values();
    assertThat(((Values.Gauge) vus).max()).isEqualTo(14);
    assertThat(((Values.Gauge) vus).last()).isEqualTo(14);
  }

  /// A machine that makes 60 requests a second for a while, slow ones in the second 7.
  private Machine steady(int seconds, double slowMillis) {
    var machine =
        new Machine(
            Map.of(
                "http_reqs", demands("rate>100/s over 5s", "rate>130/s over 5s for 2s"),
                "http_req_duration", demands("p(90)<50 over 2s", "avg<60 for 3s"),
                "http_req_duration{name:a}", demands("max<1s over 2s")));
    for (int i = 0; i < seconds * 60; i++) {
      long at = i * SECOND / 60;
      if (i % 60 == 0) {
        machine.vus(1, at);
      }
      double millis = at / SECOND == 7 ? slowMillis : 10;
      machine.record(machine.builtin.httpReqs(), Tags.EMPTY, 1, at);
      machine.record(machine.builtin.httpReqDuration(), Tags.of("name", "a"), millis, at);
    }
    machine.vus(1, seconds * SECOND);
    return machine;
  }

  @Test
  @DisplayName(
      "windows of merged recordings are judged by all samples in them, where these are known")
  void windows() throws IOException {
    Files.write(folder.resolve("1"), bytes(steady(12, 10).result("x")));
    Files.write(folder.resolve("2"), bytes(steady(13, 70).result("x")));
    TestResult merged = Merge.of(List.of("1", "2"), folder, false, remarks::add);
    assertThat(merged.verdict().results())
        .extracting(r -> r.source() + " " + Math.round(r.observed()) + " " + r.ok())
        .containsExactly(
            "p(90)<50 over 2s 70 false",
            "avg<60 for 3s 14 true",
            "max<1s over 2s 10 true",
            "rate>100/s over 5s 108 true",
            "rate>130/s over 5s for 2s 108 false");
    assertThat(remarks)
        .singleElement()
        .asString()
        .contains("held in each recording")
        .endsWith(": 'http_req_duration{name:a}: max<1s over 2s'");
    assertThat(merged.outcome().exitCode()).isEqualTo(99);
  }

  @Test
  @DisplayName("merged recordings shorter than a window are judged as a whole")
  void shorterThanWindow() throws IOException {
    Files.write(folder.resolve("1"), bytes(steady(3, 10).result("x")));
    Files.write(folder.resolve("2"), bytes(steady(4, 10).result("x")));
    assertThat(Merge.of(List.of("1", "2"), folder, false, remarks::add).verdict().results())
        .filteredOn(r -> r.source().equals("rate>100/s over 5s"))
        .singleElement()
        .matches(r -> Math.round(r.observed()) == 105 && r.ok());
  }

  @Test
  @DisplayName("recordings of different scripts, and one given twice, are refused")
  void refused() throws IOException {
    Files.write(folder.resolve("1"), bytes(machine(10).result("one")));
    Files.write(folder.resolve("2"), bytes(machine(20).result("other")));
    Files.copy(folder.resolve("1"), folder.resolve("copy"));
    assertThatThrownBy(() -> Merge.of(List.of("1", "2"), folder, false, remarks::add))
        .isInstanceOf(RecordingFault.class)
        .hasMessage(
            "'1' and '2' are recordings of different scripts; --force merges them all the same");
    assertThat(
            Merge.of(List.of("1", "2"), folder, true, remarks::add)
                .snapshot()
                .find("own")
                .get()
                .values())
        .extracting(Values::samples)
        .isEqualTo(30L);
    assertThatThrownBy(() -> Merge.of(List.of("1", "copy"), folder, false, remarks::add))
        .hasMessage("'1' and 'copy' are the same recording: name each once");
  }

  @Test
  @DisplayName("a recording cut off anywhere is refused with one line")
  void cutOff() throws IOException {
    byte[] recording = bytes(machine(2_000).result("x"));
    for (int at : new int[] {30, 200, recording.length / 2, recording.length - 9}) {
      Files.write(folder.resolve("a.run"), Arrays.copyOf(recording, at));
      assertThatThrownBy(() -> new RecordingReader().read("a.run", folder))
          .isInstanceOf(RecordingFault.class)
          .hasMessageContaining("'a.run'")
          .hasMessageNotContaining("\n");
    }
    byte[] text = plain(recording);
    Files.write(folder.resolve("a.run"), Arrays.copyOf(text, text.length - 20));
    assertThatThrownBy(() -> new RecordingReader().read("a.run", folder))
        .hasMessageContaining("recording 'a.run' is cut off, its end is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "hello\n", "[1]\n", "{\"runner\": 1}\n", "\u001f\u008b???"})
  @DisplayName("a file of another kind is refused with one line")
  void foreign(String content) throws IOException {
    Files.write(folder.resolve("a.run"), content.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> new RecordingReader().read("a.run", folder))
        .isInstanceOf(RecordingFault.class)
        .hasMessageContaining("'a.run' is ")
        .hasMessageNotContaining("\n");
  }

  @Test
  @DisplayName("damaged lines, newer versions and missing files are named")
  void damaged() throws IOException {
    String text = new String(plain(bytes(machine(30).result("x"))), StandardCharsets.UTF_8);
    assertRefused(
        text.replaceFirst("\"kind\":\"rate\"", "\"kind\":\"sparrow\""),
        "recording 'a.run' is damaged: line [0-9]+: no kind 'sparrow'");
    assertRefused(
        text.replaceFirst("\"elapsedNanos\":[0-9]+", "\"elapsedNanos\":\"x\""),
        "recording 'a.run' is damaged: line 4: no whole number: x");
    assertRefused(text.replaceFirst("\\{\"losses.*\\n", ""), "recording 'a.run' is cut off.*");
    assertRefused(
        text.replaceFirst("\"version\":1", "\"version\":2"),
        "recording 'a.run' was written by a newer runner, 0.1: .*");
    assertThatThrownBy(() -> new RecordingReader().read("none.run", folder))
        .hasMessage("there is no recording 'none.run'");
  }

  private void assertRefused(String text, String message) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve("a.run"), out.toByteArray());
    assertThatThrownBy(() -> new RecordingReader().read("a.run", folder))
        .isInstanceOf(RecordingFault.class)
        .message()
        .matches(message);
  }
}
