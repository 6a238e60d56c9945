package dev.runner.output.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.output.Output;
import dev.runner.output.OutputContract;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputSpec;
import dev.runner.output.Samples;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Tags;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScrapeOutputTest extends OutputContract {
  private final HttpClient client = HttpClient.newHttpClient();
  private final BuiltinMetrics metrics = BuiltinMetrics.in(new MetricRegistry());
  private String page = "";

  @Override
  protected OutputFactory factory() {
    return new ScrapeFactory();
  }

  @Override
  protected OutputSpec working() {
    return OutputSpec.parse("prometheus=127.0.0.1:0");
  }

  @Override
  protected OutputSpec impossible() {
    return OutputSpec.parse("prometheus=192.0.2.1:9464");
  }

  @Override
  protected void beforeClose(Output output) throws Exception {
    page = get(output, "/metrics", "", "").body();
  }

  @Override
  protected long samplesWritten() {
    return page.lines()
        .filter(line -> line.matches("k6_some_metric_count[ {].*"))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private Output open() {
    Output output = working().create(List.of(factory()), context());
    output.start();
    return output;
  }

  private HttpResponse<String> get(Output output, String path, String accept, String encoding)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + ((ScrapeOutput) output).port() + path));
    if (!accept.isEmpty()) {
      request.header("Accept", accept);
    }
    if (!encoding.isEmpty()) {
      request.header("Accept-Encoding", encoding);
      HttpResponse<byte[]> zipped =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
      page =
          new String(
              new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes(),
              java.nio.charset.StandardCharsets.UTF_8);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  @DisplayName("As text it is the classic format, with buckets, sums and statistics")
  void text() throws Exception {
    Output output = open();
    var batch = new SampleBatch(10);
    Tags tags = Tags.of(Map.of("group", "", "name", "a \"quoted\\\" line\n"));
    batch.add(Samples.series(metrics.httpReqs(), tags), 2, 1);
    batch.add(Samples.series(metrics.checks(), Tags.EMPTY), 1, 1);
    batch.add(Samples.series(metrics.httpReqDuration(), tags), 250, 1);
    batch.add(Samples.series(metrics.httpReqDuration(), tags), 750, 1);
    output.write(batch);
    HttpResponse<String> response = get(output, "/metrics", "", "");
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    String label = "name=\"a \\\"quoted\\\\\\\" line\\n\"";
    assertThat(response.body().lines())
        .startsWith(
            "# HELP k6_http_reqs_total Sum of http_reqs",
            "# TYPE k6_http_reqs_total counter",
            "k6_http_reqs_total{" + label + "} 2",
            "# HELP k6_checks_rate Share of checks that are not zero",
            "# TYPE k6_checks_rate gauge",
            "k6_checks_rate 1",
            "# HELP k6_http_req_duration_seconds http_req_duration in seconds",
            "# TYPE k6_http_req_duration_seconds histogram")
        .contains(
            "k6_http_req_duration_seconds_bucket{le=\"0.125\"," + label + "} 0",
            "k6_http_req_duration_seconds_bucket{le=\"0.25\"," + label + "} 1",
            "k6_http_req_duration_seconds_bucket{le=\"1\"," + label + "} 2",
            "k6_http_req_duration_seconds_bucket{le=\"+Inf\"," + label + "} 2",
            "k6_http_req_duration_seconds_sum{" + label + "} 1",
            "k6_http_req_duration_seconds_count{" + label + "} 2",
            "k6_http_req_duration_p99{" + label + "} 0.745");
    get(output, "/metrics", "", "gzip");
    assertThat(page).isEqualTo(response.body());
    assertThat(get(output, "/", "", "").body()).contains("/metrics");
    assertThat(get(output, "/metrics/x", "", "").statusCode()).isEqualTo(404);
    output.close();
  }

  @Test
  @DisplayName("The client's favourite among the formats is what it gets")
  void formats() throws Exception {
    Output output = open();
    output.write(Samples.batch(metrics.httpReqs(), 3));
    HttpResponse<String> open =
        get(output, "/metrics", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5", "");
    assertThat(open.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(open.body())
        .startsWith("# HELP k6_http_reqs Sum")
        .contains("\nk6_http_reqs_total 3\n")
        .endsWith("# EOF\n");
    output.close();
    String protobuf =
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";
    assertThat(PageFormat.of(protobuf + ",text/plain;q=0.5")).isEqualTo(PageFormat.PROTOBUF);
    assertThat(PageFormat.of(protobuf + ";q=0.1,text/plain;q=0.5")).isEqualTo(PageFormat.TEXT);
    assertThat(PageFormat.of("*/*")).isEqualTo(PageFormat.TEXT);
  }
}
