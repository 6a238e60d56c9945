package dev.runner.output.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
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
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OpenTelemetryHttpTest extends PushingOutputContract {
  private final BuiltinMetrics metrics = BuiltinMetrics.in(new MetricRegistry());

  @Override
  protected OutputFactory factory() {
    return new OpenTelemetryFactory();
  }

  @Override
  protected OutputSpec to(String baseUrl) {
    return OutputSpec.parse("experimental-opentelemetry=" + baseUrl);
  }

  @Override
  protected Map<String, String> variables(String baseUrl) {
    return Map.of("K6_OTEL_EXPORTER_PROTOCOL", "http/protobuf");
  }

  @Override
  protected OutputSpec impossible() {
    return OutputSpec.parse("opentelemetry=ftp://x");
  }

  @Override
  protected long samplesIn(Iterable<Receiver.Received> requests) {
    var last = new HashMap<String, Long>();
    for (Receiver.Received request : requests) {
      for (Metric metric : metrics(parse(request))) {
        last.put(metric.getName(), metric.getHistogram().getDataPoints(0).getCount());
      }
    }
    return last.values().stream().mapToLong(Long::longValue).sum();
  }

  private static ExportMetricsServiceRequest parse(Receiver.Received request) {
    try {
      return ExportMetricsServiceRequest.parseFrom(request.body());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Metric> metrics(ExportMetricsServiceRequest request) {
    assertThat(request.getResourceMetricsCount()).isOne();
    return request.getResourceMetrics(0).getScopeMetrics(0).getMetricsList();
  }

  private static Map<String, String> text(List<KeyValue> attributes) {
    var map = new TreeMap<String, String>();
    attributes.forEach(pair -> map.put(pair.getKey(), pair.getValue().getStringValue()));
    return map;
  }

  private Output open(Map<String, String> environment) {
    Output output = factory().create(Optional.empty(), context(environment, Map.of()));
    output.start();
    return output;
  }

  private SampleBatch batch() {
    var batch = new SampleBatch(12);
    Tags tags = Tags.of("name", "x");
    batch.add(Samples.series(metrics.dataSent(), tags), 100, 1);
    batch.add(Samples.series(metrics.checks(), tags), 1, 1);
    batch.add(Samples.series(metrics.checks(), tags), 0, 1);
    batch.add(Samples.series(metrics.checks(), tags), 1, 1);
    batch.add(Samples.series(metrics.vus(), tags), 3, 1);
    for (double value : new double[] {0, 5, 5.1, 20_000}) {
      batch.add(Samples.series(metrics.httpReqDuration(), tags), value, 1);
    }
    return batch;
  }

  private ExportMetricsServiceRequest sent(Map<String, String> more) throws Exception {
    var environment =
        new HashMap<>(
            Map.of(
                "K6_OTEL_EXPORTER_PROTOCOL", "http/protobuf",
                "K6_OTEL_HTTP_EXPORTER_ENDPOINT", "127.0.0.1:" + receiver.port(),
                "K6_OTEL_HTTP_EXPORTER_INSECURE", "true"));
    environment.putAll(more);
    clock.advance(Duration.ofSeconds(1));
    Output output = open(environment);
    output.write(batch());
    clock.advance(Duration.ofSeconds(10));
    output.flush();
    output.close();
    Receiver.Received request = receiver.accepted.element();
    if (request.headers().getFirst("Content-Encoding") == null) {
      return parse(request);
    }
    try (var in = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
      return ExportMetricsServiceRequest.parseFrom(in);
    }
  }

  @Test
  @DisplayName("Kinds, units, attributes, times and the resource are those that OTLP wants")
  void message() throws Exception {
    ExportMetricsServiceRequest request =
        sent(Map.of("K6_OTEL_METRIC_PREFIX", "k6_", "OTEL_RESOURCE_ATTRIBUTES", "env=a%20b"));
    assertThat(receiver.accepted.element().uri()).isEqualTo("/v1/metrics");
    assertThat(text(request.getResourceMetrics(0).getResource().getAttributesList()))
        .containsEntry("service.name", "k6")
        .containsEntry("service.version", "0.1.0")
        .containsEntry("env", "a b");
    var byName = new HashMap<String, Metric>();
    metrics(request).forEach(metric -> byName.put(metric.getName(), metric));
    Metric sent = byName.get("k6_data_sent");
    assertThat(sent.getUnit()).isEqualTo("By");
    assertThat(sent.getSum().getIsMonotonic()).isTrue();
    assertThat(sent.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    NumberDataPoint point = sent.getSum().getDataPoints(0);
    assertThat(point.getAsDouble()).isEqualTo(100);
    assertThat(text(point.getAttributesList())).isEqualTo(Map.of("name", "x"));
    assertThat(point.getStartTimeUnixNano()).isEqualTo(1_000_000_000L);
    assertThat(point.getTimeUnixNano()).isEqualTo(11_000_000_000L);
    assertThat(byName.get("k6_vus").getGauge().getDataPoints(0).getAsDouble()).isEqualTo(3);
    assertThat(byName.get("k6_checks").getSum().getDataPointsList())
        .extracting(p -> text(p.getAttributesList()).get("condition") + " " + p.getAsInt())
        .containsExactly("nonzero 2", "zero 1");
    Metric duration = byName.get("k6_http_req_duration");
    assertThat(duration.getUnit()).isEqualTo("ms");
    HistogramDataPoint histogram = duration.getHistogram().getDataPoints(0);
    assertThat(histogram.getCount()).isEqualTo(4);
    assertThat(histogram.getSum()).isEqualTo(20_010.1);
    assertThat(histogram.getMin()).isZero();
    assertThat(histogram.getMax()).isEqualTo(20_000);
    assertThat(histogram.getExplicitBoundsList()).hasSize(15).startsWith(0.0, 5.0, 10.0);
    assertThat(histogram.getBucketCountsList())
        .hasSize(16)
        .startsWith(1L, 1L, 1L, 0L)
        .endsWith(0L, 1L);
  }

  @Test
  @DisplayName("Exponential histograms on request, by the standard variable or our own")
  void exponential() throws Exception {
    ExportMetricsServiceRequest request =
        sent(
            Map.of(
                "OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION",
                "base2_exponential_bucket_histogram",
                "OTEL_EXPORTER_OTLP_COMPRESSION",
                "gzip",
                "K6_OTEL_HEADERS",
                "x-a=1,x-b=2"));
    Metric duration =
        metrics(request).stream()
            .filter(metric -> metric.getName().equals("http_req_duration"))
            .findFirst()
            .orElseThrow();
    ExponentialHistogramDataPoint point = duration.getExponentialHistogram().getDataPoints(0);
    assertThat(point.getCount()).isEqualTo(4);
    assertThat(point.getZeroCount()).isOne();
    long positive =
        point.getPositive().getBucketCountsList().stream().mapToLong(Long::longValue).sum();
    assertThat(positive).isEqualTo(3);
    double base = Math.pow(2, Math.pow(2, -point.getScale()));
    double lower = Math.pow(base, point.getPositive().getOffset());
    assertThat(5.0).isBetween(lower * (1 - 1e-9), lower * base * (1 + 1e-9));
    assertThat(point.getPositive().getBucketCountsCount()).isBetween(80, 160);
    assertThat(receiver.accepted.element().headers().getFirst("X-b")).isEqualTo("2");
  }

  @Test
  @DisplayName("Standard variables count where our own are not set")
  void standard() throws Exception {
    Output output =
        open(
            Map.of(
                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url("/base/"),
                "OTEL_SERVICE_NAME", "shop",
                "OTEL_METRIC_EXPORT_INTERVAL", "2500",
                "OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20abc"));
    assertThat(output.interval()).isEqualTo(Duration.ofMillis(2_500));
    output.write(batch());
    output.flush();
    output.close();
    Receiver.Received request = receiver.accepted.element();
    assertThat(request.uri()).isEqualTo("/base/v1/metrics");
    assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer abc");
    assertThat(text(parse(request).getResourceMetrics(0).getResource().getAttributesList()))
        .containsEntry("service.name", "shop");
  }

  @Test
  @DisplayName("What a server rejects of a message is counted as lost; other answers are success")
  void partialSuccess() throws Exception {
    receiver.answering(
        ExportMetricsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(2)
                    .setErrorMessage("no room"))
            .build()
            .toByteArray());
    Output output = open(receiver.url(""));
    output.write(batch());
    output.flush();
    output.close();
    assertThat(output.loss())
        .contains("2 of 5 points did not arrive: rejected by the server: no room");

    receiver.answering("{\"partialSuccess\":{}}".getBytes(StandardCharsets.UTF_8));
    Output other = open(receiver.url(""));
    other.write(batch());
    other.flush();
    other.close();
    assertThat(other.loss()).isEmpty();
  }

  @Test
  @DisplayName("TLS is the default, as with k6; what is not understood is a fault")
  void faults() throws IOException {
    Output output = factory().create(Optional.empty(), context(Map.of(), Map.of()));
    assertThat(output.description()).isEqualTo("opentelemetry (https://localhost:4317)");
    output.start();
    assertThatThrownBy(() -> open(Map.of("K6_OTEL_EXPORTER_PROTOCOL", "udp")))
        .isInstanceOf(OutputFault.class)
        .hasMessageContaining("'udp' is unknown");
    assertThatThrownBy(() -> open(Map.of("K6_OTEL_TLS_CERTIFICATE", "missing.pem")))
        .isInstanceOf(OutputFault.class)
        .hasMessageContaining("missing.pem");
    output.close();
  }
}
