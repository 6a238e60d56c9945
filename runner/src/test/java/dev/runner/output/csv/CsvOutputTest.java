package dev.runner.output.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.runner.output.Output;
import dev.runner.output.OutputContract;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputFanout;
import dev.runner.output.OutputFault;
import dev.runner.output.OutputSpec;
import dev.runner.output.Samples;
import dev.runner.sample.BuiltinMetrics;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvOutputTest extends OutputContract {
  private static final long MOMENT = 1_769_903_999_123_456_789L;

  private final BuiltinMetrics metrics = BuiltinMetrics.in(new MetricRegistry());

  @Override
  protected OutputFactory factory() {
    return new CsvOutputFactory();
  }

  @Override
  protected OutputSpec working() {
    return OutputSpec.parse("csv=out.csv");
  }

  @Override
  protected OutputSpec impossible() {
    return OutputSpec.parse("csv=missing/out.csv");
  }

  @Override
  protected long samplesWritten() throws IOException {
    return Files.readAllLines(directory.resolve("out.csv")).stream().skip(1).count();
  }

  private Output open(String spec, Map<String, String> environment) {
    Output output =
        OutputSpec.parse(spec).create(List.of(factory()), context(environment, Map.of()));
    output.start();
    return output;
  }

  private void write(String spec, Map<String, String> environment, SampleBatch batch)
      throws IOException {
    Output output = open(spec, environment);
    output.write(batch);
    output.flush();
    output.close();
  }

  private SampleBatch one(Tags tags, double value) {
    var batch = new SampleBatch(1);
    batch.add(Samples.series(metrics.httpReqDuration(), tags), value, MOMENT);
    return batch;
  }

  private String read(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }

  @Test
  @DisplayName("System tags have columns of their own, other tags and metadata share one each")
  void rows() throws Exception {
    var batch = new SampleBatch(3);
    Series series =
        Samples.series(
            metrics.httpReqDuration(),
            Tags.of(Map.of("status", "200", "scenario", "default", "zone", "eu", "area", "a b")));
    batch.add(series, 12.5, MOMENT);
    batch.metadata(Tags.of(Map.of("vu", "3", "trace_id", "f00")));
    batch.add(series, 1e-9, MOMENT + 1_000_000_000);
    batch.add(Samples.series(metrics.vus(), Tags.EMPTY), 3, MOMENT);
    write("csv=out.csv", Map.of(), batch);
    assertThat(read("out.csv"))
        .isEqualTo(
            """
            metric_name,timestamp,metric_value,method,name,scenario,status,url,extra_tags,metadata
            http_req_duration,1769903999,12.500000,,,default,200,,area=a b&zone=eu,trace_id=f00&vu=3
            http_req_duration,1769904000,0.000000,,,default,200,,area=a b&zone=eu,
            vus,1769903999,3.000000,,,,,,,
            """);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "unix, 1769903999",
    "unix_milli, 1769903999123",
    "unix_micro, 1769903999123456",
    "unix_nano, 1769903999123456789",
    "rfc3339, 2026-01-31T23:59:59Z",
    "rfc3339_nano, 2026-01-31T23:59:59.123456789Z"
  })
  void timeFormats(String format, String text) throws Exception {
    write("csv=fileName=a.csv,timeFormat=" + format, Map.of(), one(Tags.EMPTY, 1));
    write("csv=b.csv", Map.of("K6_CSV_TIME_FORMAT", format), one(Tags.EMPTY, 1));
    assertThat(read("a.csv")).contains("\nhttp_req_duration," + text + ",1.000000,");
    assertThat(read("b.csv")).isEqualTo(read("a.csv"));
  }

  @Test
  @DisplayName("Commas, quotes, line ends and other alphabets in tags come back from a CSV reader")
  void quoting() throws Exception {
    String name = "a,\"b\"\r\nc=d&e;ü😀 ";
    write("csv=out.csv", Map.of(), one(Tags.of(Map.of("name", name, "x", " =\n\"")), 1));
    try (var reader = CsvReader.builder().ofNamedCsvRecord(directory.resolve("out.csv"))) {
      var row = reader.iterator().next();
      assertThat(row.getField("name")).isEqualTo(name);
      assertThat(row.getField("extra_tags")).isEqualTo("x= =\n\"");
    }
  }

  @ParameterizedTest(name = "{0} is written as {1}")
  @CsvSource({
    "0, 0.000000",
    "-1.25, -1.250000",
    "123456.789, 123456.789000",
    "0.0000004, 0.000000",
    "0.1234567, 0.123457",
    "1e18, 1000000000000000000.000000",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf"
  })
  void values(double value, String text) throws Exception {
    write("csv=out.csv", Map.of(), one(Tags.EMPTY, value));
    assertThat(read("out.csv")).contains("," + text + ",,");
  }

  @ParameterizedTest(name = "csv=out.csv{0}")
  @CsvSource({".gz", ".zst"})
  @DisplayName("A name that ends in .gz or .zst makes a compressed file")
  void compressed(String ending) throws Exception {
    write("csv=out.csv" + ending, Map.of(), one(Tags.of("name", "ü".repeat(1 << 20)), 1));
    InputStream file = Files.newInputStream(directory.resolve("out.csv" + ending));
    try (InputStream in =
        ending.equals(".gz") ? new GZIPInputStream(file) : new ZstdInputStream(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text.lines().skip(1)).singleElement().asString().hasSizeGreaterThan(1 << 20);
    }
  }

  @Test
  @DisplayName("A large compressed file is whole, and small; one without samples has the header")
  void largeCompressed() throws Exception {
    Output output = open("csv=out.csv.zst", Map.of());
    Series series = Samples.series(metrics.httpReqDuration(), Tags.of("name", "n".repeat(300)));
    for (int i = 0; i < 10; i++) {
      var batch = new SampleBatch(1_000);
      for (int sample = 0; sample < 1_000; sample++) {
        batch.add(series, i * 1_000 + sample, MOMENT);
      }
      output.write(batch);
    }
    output.close();
    write("csv=empty.csv.zst", Map.of(), new SampleBatch(1));
    Path file = directory.resolve("out.csv.zst");
    try (var in = new ZstdInputStream(Files.newInputStream(file));
        var empty = new ZstdInputStream(Files.newInputStream(directory.resolve("empty.csv.zst")))) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(lines).hasSize(10_001);
      assertThat(lines.getLast()).contains(",9999.000000,");
      assertThat(empty.readAllBytes()).startsWith("metric_name,".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Files.size(file)).isLessThan(300_000);
  }

  @Test
  @DisplayName("The environment gives the file name, RUNNER_ before K6_; else it is file.csv")
  void fileNames() throws Exception {
    write("csv", Map.of(), one(Tags.EMPTY, 1));
    write("csv", Map.of("K6_CSV_FILENAME", "k.csv"), one(Tags.EMPTY, 1));
    write(
        "csv",
        Map.of("K6_CSV_FILENAME", "k2.csv", "RUNNER_CSV_FILENAME", "r.csv"),
        one(Tags.EMPTY, 1));
    write("csv=-", Map.of("K6_CSV_FILENAME", "k3.csv"), one(Tags.EMPTY, 1));
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("file.csv", "k.csv", "r.csv");
    }
    assertThat(standardOutput.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
  }

  @Test
  @DisplayName("Rows are in the file after each save")
  void saves() throws Exception {
    Output output = open("csv=out.csv,saveInterval=3s", Map.of());
    output.close();
    output = open("csv=fileName=out.csv,saveInterval=3s", Map.of());
    assertThat(output.interval()).isEqualTo(Duration.ofSeconds(3));
    output.write(one(Tags.EMPTY, 1));
    output.flush();
    assertThat(samplesWritten()).isEqualTo(1);
    output.close();
  }

  @Test
  @DisplayName("Unknown settings and formats are faults that name what there is")
  void wrongSettings() {
    assertThatThrownBy(() -> open("csv=fileName=a,timeformat=unix", Map.of()))
        .isInstanceOf(OutputFault.class)
        .hasMessageContaining("'timeformat'")
        .hasMessageContaining("timeFormat");
    assertThatThrownBy(() -> open("csv=timeFormat=iso", Map.of()))
        .isInstanceOf(OutputFault.class)
        .hasMessageContaining("rfc3339_nano");
    assertThatThrownBy(() -> open("csv", Map.of("K6_CSV_SAVE_INTERVAL", "often")))
        .isInstanceOf(OutputFault.class)
        .hasMessageContaining("K6_CSV_SAVE_INTERVAL");
  }

  @Test
  @DisplayName("A full disk is named, and the samples are counted as lost")
  void fullDisk() {
    assumeTrue(Files.exists(Path.of("/dev/full")));
    Output output = OutputSpec.parse("csv=/dev/full").create(List.of(factory()), context());
    var fanout = new OutputFanout(List.of(output), clock, log);
    fanout.start();
    fanout.accept(one(Tags.EMPTY, 1));
    assertThat(fanout.finish())
        .singleElement()
        .asString()
        .startsWith("csv (/dev/full) ")
        .endsWith("No space left on device");
    assertThat(log.lines).singleElement().asString().contains("csv (/dev/full) failed");
  }
}
