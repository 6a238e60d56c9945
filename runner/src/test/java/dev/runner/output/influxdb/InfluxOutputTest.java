package dev.runner.output.influxdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.output.Output;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputFault;
import dev.runner.output.OutputSpec;
import dev.runner.output.Samples;
import dev.runner.output.push.PushingOutputContract;
import dev.runner.output.push.Receiver;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InfluxOutputTest extends PushingOutputContract {
  private final BuiltinMetrics metrics = BuiltinMetrics.in(new MetricRegistry());

  @Override
  protected OutputFactory factory() {
    return new InfluxOutputFactory();
  }

  @Override
  protected OutputSpec to(String baseUrl) {
    return OutputSpec.parse("influxdb=" + baseUrl + "/mydb");
  }

  @Override
  protected OutputSpec impossible() {
    return OutputSpec.parse("influxdb=localhost:8086");
  }

  @Override
  protected long samplesIn(Iterable<Receiver.Received> requests) {
    return lines(requests).size();
  }

  private static List<Line> lines(Iterable<Receiver.Received> requests) {
    List<Line> lines = new ArrayList<>();
    for (Receiver.Received request : requests) {
      if (request.uri().startsWith("/write?") || request.uri().startsWith("/api/v2/write?")) {
        lines.addAll(Line.all(new String(request.body(), StandardCharsets.UTF_8)));
      }
    }
    return lines;
  }

  private void send(String argument, Map<String, String> environment, SampleBatch batch)
      throws IOException {
    Output output =
        OutputSpec.parse("influxdb=" + receiver.url("") + argument)
            .create(List.of(factory()), context(environment, Map.of()));
    output.start();
    output.write(batch);
    output.flush();
    output.close();
  }

  private SampleBatch one(Tags tags, double value, long timeNanos) {
    var batch = new SampleBatch(1);
    batch.add(Samples.series(metrics.httpReqDuration(), tags), value, timeNanos);
    return batch;
  }

  private List<String> uris() {
    return receiver.accepted.stream()
        .map(request -> URLDecoder.decode(request.uri(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  @DisplayName("The database is created first; then points come, with tags and fields")
  void points() throws Exception {
    var batch = new SampleBatch(2);
    Series series =
        Samples.series(
            metrics.httpReqDuration(),
            Tags.of(Map.of("status", "200", "group", "", "url", "http://x/?a=\"b\\c\"")));
    batch.add(series, 12.5, 1_700_000_000_000_000_007L);
    batch.metadata(Tags.of(Map.of("vu", "3", "trace", "f 0,0")));
    batch.add(Samples.series(metrics.vus(), Tags.EMPTY), 3, 1_000_000_000L);
    send("/mydb", Map.of(), batch);
    assertThat(uris())
        .containsExactly("/query?q=CREATE DATABASE \"mydb\"", "/write?db=mydb&precision=n");
    assertThat(receiver.accepted.stream().skip(1))
        .singleElement()
        .extracting(request -> new String(request.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "http_req_duration,status=200 value=12.5,url=\"http://x/?a=\\\"b\\\\c\\\"\","
                + "trace=\"f 0,0\",vu=3i 1700000000000000007\n"
                + "vus value=3 1000000000\n");
  }

  @Test
  @DisplayName("Settings stand in the address or in the environment, where RUNNER_ goes before K6_")
  void settings() throws Exception {
    send(
        "/?precision=ms&retention=week",
        Map.of(
            "K6_INFLUXDB_DB", "other",
            "RUNNER_INFLUXDB_DB", "mine",
            "K6_INFLUXDB_PRECISION", "s",
            "K6_INFLUXDB_CONSISTENCY", "all",
            "K6_INFLUXDB_USERNAME", "user",
            "K6_INFLUXDB_PASSWORD", "pass",
            "K6_INFLUXDB_TAGS_AS_FIELDS", "status:int,weight:float,ok:bool"),
        one(
            Tags.of(Map.of("status", "200", "weight", "0.5", "ok", "perhaps", "url", "u")),
            1,
            5_999_999_999L));
    assertThat(uris().getLast()).isEqualTo("/write?consistency=all&db=mine&precision=ms&rp=week");
    assertThat(receiver.accepted)
        .allMatch(
            request -> "Basic dXNlcjpwYXNz".equals(request.headers().getFirst("Authorization")));
    assertThat(lines(receiver.accepted))
        .containsExactly(
            new Line(
                "http_req_duration",
                Map.of("url", "u"),
                Map.of("value", "1", "status", "200i", "weight", "0.5"),
                5_999));
  }

  @Test
  @DisplayName("A bucket makes it version 2, with a token")
  void versionTwo() throws Exception {
    send(
        "?org=my org&bucket=load".replace(" ", "%20"),
        Map.of("K6_INFLUXDB_TOKEN", "s3cret"),
        one(Tags.of("status", "200"), 1, 7));
    send(
        "",
        Map.of("K6_INFLUXDB_ORGANIZATION", "my org", "K6_INFLUXDB_BUCKET", "load"),
        one(Tags.EMPTY, 1, 7));
    assertThat(uris()).hasSize(2).containsOnly("/api/v2/write?org=my org&bucket=load&precision=ns");
    assertThat(receiver.accepted.element().headers().getFirst("Authorization"))
        .isEqualTo("Token s3cret");
    assertThat(lines(receiver.accepted)).hasSize(2);
    assertThatThrownBy(() -> send("?bucket=load", Map.of(), one(Tags.EMPTY, 1, 7)))
        .isInstanceOf(OutputFault.class)
        .hasMessageContaining("'org'")
        .hasMessageContaining("K6_INFLUXDB_ORGANIZATION");
  }

  @Test
  @DisplayName("Special characters come back as they were; line ends become blanks")
  void escapes() throws Exception {
    Map<String, String> tags =
        Map.of("a b", "c=d,e f", "x,y=z", "back\\slash \\,", "end", "\\", "lines", "1\n2\r3");
    send("/db", Map.of(), one(Tags.of(tags), 1, 7));
    assertThat(lines(receiver.accepted))
        .singleElement()
        .extracting(Line::tags)
        .isEqualTo(
            Map.of("a b", "c=d,e f", "x,y=z", "back\\slash \\,", "end", "\\ ", "lines", "1 2 3"));
  }

  @Test
  @DisplayName("Values that are no numbers are left out and counted; huge tags are cut")
  void strange() throws Exception {
    var batch = new SampleBatch(4);
    Series series =
        Samples.series(
            metrics.httpReqDuration(),
            Tags.of(Map.of("name", "ü".repeat(1 << 20), "url", "\"".repeat(1 << 20))));
    batch.add(series, Double.NaN, 1);
    batch.add(series, Double.NEGATIVE_INFINITY, 1);
    batch.add(series, 1e-9, 3);
    batch.add(series, 1e300, 2);
    Output output = open(receiver.url(""));
    output.write(batch);
    output.flush();
    output.close();
    assertThat(output.loss())
        .hasValue("2 infinite values or values that are no numbers were left out");
    assertThat(lines(receiver.accepted))
        .extracting(line -> line.fields().get("value"))
        .containsExactly("1e-9", "1e+300");
    assertThat(lines(receiver.accepted))
        .allSatisfy(line -> assertThat(line.tags().get("name")).isEqualTo("ü".repeat(4_000)));
  }

  @Test
  @DisplayName("A database that cannot be created is warned about, and points are sent")
  void noRight() throws Exception {
    receiver.failing(403);
    send("/mydb", Map.of(), one(Tags.EMPTY, 1, 7));
    assertThat(lines(receiver.accepted)).hasSize(1);
    assertThat(log.lines)
        .singleElement()
        .asString()
        .contains("could not create the database 'mydb': HTTP status 403");
  }

  @Test
  @DisplayName("Wrong settings are faults that name the setting and what it may be")
  void wrongSettings() {
    assertThatThrownBy(() -> send("/db?presicion=ms", Map.of(), one(Tags.EMPTY, 1, 7)))
        .isInstanceOf(OutputFault.class)
        .hasMessageContaining("'presicion'")
        .hasMessageContaining("'precision'");
    assertThatThrownBy(
            () ->
                send(
                    "/db",
                    Map.of("K6_INFLUXDB_TAGS_AS_FIELDS", "vu:number"),
                    one(Tags.EMPTY, 1, 7)))
        .isInstanceOf(OutputFault.class)
        .hasMessage(
            "output influxdb: K6_INFLUXDB_TAGS_AS_FIELDS gives 'vu' the unknown type 'number';"
                + " use string, int, float or bool");
  }
}
