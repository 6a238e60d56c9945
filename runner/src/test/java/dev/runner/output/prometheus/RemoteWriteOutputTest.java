package dev.runner.output.prometheus;

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
import dev.runner.sample.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RemoteWriteOutputTest extends PushingOutputContract {
  private final BuiltinMetrics metrics = BuiltinMetrics.in(new MetricRegistry());

  @Override
  protected OutputFactory factory() {
    return new RemoteWriteFactory();
  }

  @Override
  protected OutputSpec to(String baseUrl) {
    return OutputSpec.parse("prometheus-rw=" + baseUrl + "/api/v1/write");
  }

  @Override
  protected Map<String, String> variables(String baseUrl) {
    return Map.of("K6_PROMETHEUS_RW_TREND_STATS", "count");
  }

  @Override
  protected OutputSpec impossible() {
    return OutputSpec.parse("prometheus-rw=localhost:9090");
  }

  @Override
  protected long samplesIn(Iterable<Receiver.Received> requests) {
    var last = new HashMap<String, Double>();
    for (Receiver.Received request : requests) {
      WriteRequests.points(request).forEach(point -> last.put(point.name(), point.value()));
    }
    return last.values().stream().mapToLong(Double::longValue).sum();
  }

  private Output open(Map<String, String> environment) {
    Output output =
        factory().create(Optional.of(receiver.url("/w")), context(environment, Map.of()));
    output.start();
    return output;
  }

  private List<WriteRequests.Point> arrived() {
    var points = new ArrayList<WriteRequests.Point>();
    receiver.accepted.forEach(request -> points.addAll(WriteRequests.points(request)));
    return points;
  }

  private SampleBatch batch() {
    var batch = new SampleBatch(10);
    Tags tags = Tags.of(Map.of("group", "", "my-tag", "1", "Upper", "2", "status", "200"));
    batch.add(Samples.series(metrics.httpReqs(), tags), 2, 1);
    batch.add(Samples.series(metrics.checks(), tags), 1, 1);
    batch.add(Samples.series(metrics.checks(), tags), 0, 1);
    batch.add(Samples.series(metrics.vus(), Tags.EMPTY), 3, 1);
    batch.add(Samples.series(metrics.httpReqDuration(), Tags.EMPTY), 250, 1);
    batch.add(Samples.series(metrics.httpReqDuration(), Tags.EMPTY), 750, 1);
    return batch;
  }

  @Test
  @DisplayName("Names, units and labels are those of k6, but the count of a time is the true one")
  void names() throws Exception {
    Output output =
        open(Map.of("K6_PROMETHEUS_RW_TREND_STATS", "p(99.9),min,max,avg,med,count,sum"));
    output.write(batch());
    clock.advance(Duration.ofMillis(1_234));
    output.flush();
    output.close();
    var values = new HashMap<String, Double>();
    arrived().forEach(point -> values.put(point.name(), point.value()));
    assertThat(values)
        .isEqualTo(
            Map.of(
                "k6_http_reqs_total", 2.0,
                "k6_checks_rate", 0.5,
                "k6_vus", 3.0,
                "k6_http_req_duration_p999", 0.7495,
                "k6_http_req_duration_min", 0.25,
                "k6_http_req_duration_max", 0.75,
                "k6_http_req_duration_avg", 0.5,
                "k6_http_req_duration_med", 0.5,
                "k6_http_req_duration_count", 2.0,
                "k6_http_req_duration_sum", 1.0));
    assertThat(arrived()).allMatch(point -> point.millis() == 1_234);
    // Sorted, as remote write demands.
    assertThat(arrived().getFirst().labels().toString())
        .isEqualTo("{Upper=2, __name__=k6_http_reqs_total, my_tag=1, status=200}");
    Receiver.Received request = receiver.accepted.element();
    assertThat(WriteRequests.described(request)).contains("k6_http_reqs_total", "k6_vus");
    assertThat(request.headers().getFirst("Content-Encoding")).isEqualTo("snappy");
    assertThat(request.headers().getFirst("X-Prometheus-Remote-Write-Version")).isEqualTo("0.1.0");
    assertThat(request.uri()).isEqualTo("/w");
  }

  @Test
  @DisplayName("Only series that changed are sent, and all once a minute")
  void changes() throws Exception {
    Output output = open(Map.of());
    assertThat(output.interval()).isEqualTo(Duration.ofSeconds(5));
    output.write(batch());
    output.flush();
    var more = new SampleBatch(1);
    more.add(Samples.series(metrics.vus(), Tags.EMPTY), 4, 2);
    output.write(more);
    output.flush();
    output.flush();
    clock.advance(Duration.ofMinutes(1));
    output.flush();
    output.close();
    assertThat(receiver.accepted)
        .extracting(r -> WriteRequests.points(r).size())
        .containsExactly(4, 1, 4);
  }

  @Test
  @DisplayName("With stale markers every series ends")
  void staleMarkers() throws Exception {
    Output output = open(Map.of("K6_PROMETHEUS_RW_STALE_MARKERS", "true"));
    output.write(batch());
    output.flush();
    output.close();
    List<WriteRequests.Point> points = arrived();
    assertThat(points).hasSize(8);
    assertThat(points.subList(4, 8))
        .allMatch(point -> point.rawBits() == 0x7ff0000000000002L)
        .allMatch(point -> point.millis() == points.getFirst().millis() + 1);
  }

  @Test
  @DisplayName("Headers and credentials of the environment go with each request")
  void headers() throws Exception {
    Output output =
        open(
            Map.of(
                "K6_PROMETHEUS_RW_HTTP_HEADERS", "X-Scope-OrgID:team,X-Two:2",
                "K6_PROMETHEUS_RW_HEADERS_X-Three", "3",
                "K6_PROMETHEUS_RW_USERNAME", "user",
                "K6_PROMETHEUS_RW_PASSWORD", "pass"));
    output.write(batch());
    output.flush();
    output.close();
    com.sun.net.httpserver.Headers headers = receiver.accepted.element().headers();
    assertThat(headers.getFirst("X-Scope-OrgID")).isEqualTo("team");
    assertThat(headers.getFirst("X-Three")).isEqualTo("3");
    assertThat(headers.getFirst("Authorization")).isEqualTo("Basic dXNlcjpwYXNz");
  }

  @Test
  @DisplayName("A value of a megabyte is cut, many series go in several requests")
  void large() throws Exception {
    Output output = open(Map.of());
    var batch = new SampleBatch(12_001);
    for (int i = 0; i < 12_000; i++) {
      batch.add(Samples.series(metrics.httpReqs(), Tags.of("name", "u" + i)), 1, 1);
    }
    batch.add(Samples.series(metrics.vus(), Tags.of("name", "x".repeat(1 << 20))), 1, 1);
    output.write(batch);
    output.flush();
    output.close();
    assertThat(receiver.accepted).hasSize(3);
    assertThat(arrived()).hasSize(12_001);
    assertThat(arrived().getLast().labels().get("name")).hasSize(2_048).endsWith("…");
  }

  @Test
  @DisplayName("What is not supported or not understood is a fault that names the variable")
  void faults() {
    assertThatThrownBy(() -> open(Map.of("K6_PROMETHEUS_RW_SIGV4_REGION", "eu")))
        .isInstanceOf(OutputFault.class)
        .hasMessageContaining("K6_PROMETHEUS_RW_SIGV4_REGION");
    assertThatThrownBy(() -> open(Map.of("RUNNER_PROMETHEUS_RW_TREND_STATS", "p(101)")))
        .isInstanceOf(OutputFault.class)
        .hasMessageContaining("RUNNER_PROMETHEUS_RW_TREND_STATS has an unknown statistic 'p(101)'");
    assertThatThrownBy(
            () ->
                factory()
                    .create(
                        Optional.empty(),
                        context(Map.of("K6_PROMETHEUS_RW_SERVER_URL", "ftp://x"), Map.of())))
        .hasMessageContaining("K6_PROMETHEUS_RW_SERVER_URL 'ftp://x' is no URL");
  }
}
