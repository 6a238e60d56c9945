package dev.runner.output.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runner.output.MetricNotes;
import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputContract;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputFanout;
import dev.runner.output.OutputFault;
import dev.runner.output.OutputSpec;
import dev.runner.output.Samples;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonOutputTest extends OutputContract {
  private final BuiltinMetrics metrics = BuiltinMetrics.in(new MetricRegistry());
  private final long start = Instant.parse("2026-01-31T23:59:59Z").getEpochSecond() * 1_000_000_000;

  @Override
  protected OutputFactory factory() {
    return new JsonOutputFactory();
  }

  @Override
  protected OutputSpec working() {
    return OutputSpec.parse("json=out.json");
  }

  @Override
  protected OutputSpec impossible() {
    return OutputSpec.parse("json=missing/out.json");
  }

  @Override
  protected long samplesWritten() throws IOException {
    return Files.readAllLines(directory.resolve("out.json")).stream()
        .filter(line -> line.contains("\"Point\""))
        .count();
  }

  private Output open(String spec, OutputContext context) {
    Output output = OutputSpec.parse(spec).create(List.of(factory()), context);
    output.start();
    return output;
  }

  private OutputContext context(Map<String, MetricNotes> notes) {
    return context(Map.of(), notes);
  }

  private SampleBatch batch() {
    var batch = new SampleBatch(8);
    Series ok =
        Samples.series(
            metrics.httpReqDuration(),
            Tags.of(Map.of("status", "200", "group", "", "name", "http://x/?a=\"1\"&b=<ü>")));
    batch.add(ok, 12.345678, start + 120_000_000L);
    batch.add(Samples.series(metrics.vus(), Tags.EMPTY), 3, start + 1_000_000_000L);
    batch.add(ok, 1e-7, start + 1_000_000_001L);
    return batch;
  }

  @Test
  @DisplayName("Each metric is described once before its first point")
  void lines() throws Exception {
    var notes =
        new MetricNotes(
            List.of("p(95)<500", "avg<0.5"),
            List.of(
                new MetricNotes.Submetric(
                    "http_req_duration{status:200}", Tags.of("status", "200"))));
    Output output = open("json=out.json", context(Map.of("http_req_duration", notes)));
    output.write(batch());
    output.close();
    assertThat(Files.readString(directory.resolve("out.json")))
        .isEqualTo(
            """
            {"type":"Metric","data":{"name":"http_req_duration","type":"trend","contains":"time",\
            "thresholds":["p(95)<500","avg<0.5"],"submetrics":[{"name":"http_req_duration{status:200}",\
            "suffix":"status:200","tags":{"status":"200"}}]},"metric":"http_req_duration"}
            {"metric":"http_req_duration","type":"Point","data":{"time":"2026-01-31T23:59:59.12Z",\
            "value":12.345678,"tags":{"group":"","name":"http://x/?a=\\"1\\"&b=<ü>","status":"200"}}}
            {"type":"Metric","data":{"name":"vus","type":"gauge","contains":"default",\
            "thresholds":[],"submetrics":null},"metric":"vus"}
            {"metric":"vus","type":"Point","data":{"time":"2026-02-01T00:00:00Z","value":3,"tags":{}}}
            {"metric":"http_req_duration","type":"Point","data":{"time":"2026-02-01T00:00:00.000000001Z",\
            "value":1e-7,"tags":{"group":"","name":"http://x/?a=\\"1\\"&b=<ü>","status":"200"}}}
            """);
  }

  @Test
  @DisplayName("All lines of a batch are in the file once it is written, before the end")
  void wholeLines() throws Exception {
    Output output = open("json=out.json", context(Map.of()));
    output.write(batch());
    assertThat(samplesWritten()).isEqualTo(3);
    output.close();
  }

  @Test
  @DisplayName("A name that ends in .gz makes a gzip file")
  void gzip() throws Exception {
    Output output = open("json=out.json.gz", context(Map.of()));
    output.write(batch());
    output.close();
    assertThat(read("out.json.gz")).endsWith("}}\n").hasLineCount(5);
  }

  @Test
  @DisplayName("A name that ends in .zst makes a Zstandard file")
  void zstandard() throws Exception {
    Output output = open("json=out.json.zst", context(Map.of()));
    output.write(batch());
    output.close();
    assertThat(read("out.json.zst")).endsWith("}}\n").hasLineCount(5);
  }

  @ParameterizedTest(name = "json=out.json{0}")
  @ValueSource(strings = {"", ".gz", ".zst"})
  @DisplayName("A tag value of a megabyte and values that are no numbers are written all the same")
  void strangeSamples(String ending) throws Exception {
    Output output = open("json=out.json" + ending, context(Map.of()));
    Series huge = Samples.series(metrics.httpReqs(), Tags.of("name", "ü".repeat(1 << 20)));
    for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1}) {
      var batch = new SampleBatch(1);
      batch.add(huge, value, 5_000_000_000L - (long) value);
      output.write(batch);
    }
    output.close();
    List<String> lines = read("out.json" + ending).lines().skip(1).toList();
    assertThat(lines).hasSize(3).allMatch(line -> line.contains("ü".repeat(1 << 20) + "\"}}}"));
    assertThat(lines.get(0)).contains("\"value\":null");
    assertThat(lines.get(1)).contains("\"value\":null");
  }

  private String read(String name) throws IOException {
    InputStream plain = Files.newInputStream(directory.resolve(name));
    try (InputStream in =
        name.endsWith(".gz")
            ? new GZIPInputStream(plain)
            : name.endsWith(".zst") ? new ZstdInputStream(plain) : plain) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @DisplayName("Without a file the lines go to standard output")
  void standardOutput() throws Exception {
    Output output = open("json", context(Map.of()));
    assertThat(output.description()).isEqualTo("json (stdout)");
    output.write(batch());
    output.close();
    assertThat(standardOutput.toString(StandardCharsets.UTF_8).lines()).hasSize(5);
  }

  @Test
  @DisplayName("A folder in place of a file is a fault that says so")
  void folder() throws Exception {
    Files.createDirectory(directory.resolve("results"));
    assertThatThrownBy(() -> open("json=results", context(Map.of())))
        .isInstanceOf(OutputFault.class)
        .hasMessage("output json: cannot write to 'results': it is a folder; name a file in it");
  }

  @Test
  @DisplayName("A full disk is named, and the samples are counted as lost")
  void fullDisk() {
    assumeTrue(Files.exists(Path.of("/dev/full")));
    Output output =
        OutputSpec.parse("json=/dev/full").create(List.of(factory()), context(Map.of()));
    var fanout = new OutputFanout(List.of(output), clock, log);
    fanout.start();
    fanout.accept(batch());
    assertThat(fanout.finish())
        .containsExactly("json (/dev/full) lost 3 samples: No space left on device");
    assertThat(log.lines).singleElement().asString().contains("json (/dev/full) failed");
  }

  @Test
  @DisplayName("Many series with long tags do not pile up and stay correct")
  void manySeries() throws Exception {
    Metric metric = metrics.httpReqs();
    Output output = open("json=out.json", context(Map.of()));
    String padding = "x".repeat(1_000);
    for (int i = 0; i < 12_000; i++) {
      var batch = new SampleBatch(1);
      batch.add(Samples.series(metric, Tags.of("name", padding + i)), 1, i);
      output.write(batch);
    }
    output.close();
    List<String> lines = Files.readAllLines(directory.resolve("out.json"));
    assertThat(lines).hasSize(12_001);
    assertThat(lines.getLast()).endsWith("x11999\"}}}");
  }
}
