package dev.runner.output.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.clock.SystemClock;
import dev.runner.metrics.RecordedLog;
import dev.runner.output.Contexts;
import dev.runner.output.Output;
import dev.runner.output.Samples;
import dev.runner.output.push.Delivery;
import dev.runner.output.push.Endpoint;
import dev.runner.output.push.Payload;
import dev.runner.output.push.Receiver;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.MetricRegistry;
import io.grpc.Metadata;
import io.grpc.Status;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenTelemetryGrpcTest {
  private final BuiltinMetrics metrics = BuiltinMetrics.in(new MetricRegistry());
  private final RecordedLog log = new RecordedLog();

  private Output open(String url, Map<String, String> more) {
    var environment = new HashMap<>(more);
    Output output =
        new OpenTelemetryFactory()
            .create(
                Optional.of(url),
                Contexts.of(
                    Path.of("."),
                    OutputStream.nullOutputStream(),
                    new SystemClock(),
                    environment,
                    Map.of(),
                    log));
    output.start();
    return output;
  }

  @Test
  @DisplayName("A gRPC server gets the metrics, also compressed, with headers")
  void arrives() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      for (String compression : new String[] {"none", "gzip"}) {
        Output output =
            open(
                receiver.url(),
                Map.of("OTEL_EXPORTER_OTLP_COMPRESSION", compression, "K6_OTEL_HEADERS", "x-a=1"));
        output.write(Samples.batch(metrics.httpReqDuration(), 10));
        output.flush();
        output.close();
        ExportMetricsServiceRequest request = receiver.metrics.take();
        assertThat(
                request
                    .getResourceMetrics(0)
                    .getScopeMetrics(0)
                    .getMetrics(0)
                    .getHistogram()
                    .getDataPoints(0)
                    .getCount())
            .isEqualTo(10);
        assertThat(output.loss()).isEmpty();
        Metadata headers = receiver.headers.take();
        assertThat(headers.get(Metadata.Key.of("x-a", Metadata.ASCII_STRING_MARSHALLER)))
            .isEqualTo("1");
      }
      assertThat(log.lines).isEmpty();
    }
  }

  @Test
  @DisplayName("An unavailable server is asked again; one that refuses is not")
  void errors() throws Exception {
    try (OtlpReceiver receiver =
        OtlpReceiver.start()
            .failing(
                Status.UNAVAILABLE.withDescription("later, ü"),
                Status.RESOURCE_EXHAUSTED,
                Status.INVALID_ARGUMENT.withDescription("100% wrong"))) {
      Output output = open(receiver.url(), Map.of());
      output.write(Samples.batch(metrics.httpReqs(), 10));
      output.flush();
      output.flush();
      output.flush();
      output.close();
      assertThat(output.loss()).contains("1 of 3 points did not arrive: gRPC status 3: 100% wrong");
      assertThat(receiver.headers).hasSize(5);
      assertThat(log.lines.getFirst()).contains("gRPC status 14: later, ü");
    }
  }

  @Test
  @DisplayName("What a server rejects of a message is counted as lost, with what it says")
  void partialSuccess() throws Exception {
    var partial =
        ExportMetricsPartialSuccess.newBuilder()
            .setRejectedDataPoints(1)
            .setErrorMessage("too old, ü\nreally");
    try (OtlpReceiver receiver = OtlpReceiver.start().answering(partial)) {
      Output output = open(receiver.url(), Map.of());
      output.write(Samples.batch(metrics.httpReqs(), 10));
      output.write(Samples.batch(metrics.vus(), 10));
      output.flush();
      output.close();
      assertThat(output.loss())
          .contains("1 of 2 points did not arrive: rejected by the server: too old, ü");
      assertThat(log.lines)
          .singleElement()
          .asString()
          .startsWith("warning: output opentelemetry (")
          .endsWith(
              " loses what the server refuses: rejected by the server: too old, ü; the test goes"
                  + " on");
    }
  }

  @Test
  @DisplayName("What a server that takes everything has to say is told once")
  void remark() throws Exception {
    var partial = ExportMetricsPartialSuccess.newBuilder().setErrorMessage("old names");
    try (OtlpReceiver receiver = OtlpReceiver.start().answering(partial)) {
      Output output = open(receiver.url(), Map.of());
      output.write(Samples.batch(metrics.httpReqs(), 10));
      output.flush();
      output.flush();
      output.close();
      assertThat(output.loss()).isEmpty();
      assertThat(log.lines).singleElement().asString().endsWith("): the server says: old names");
    }
  }

  @Test
  @DisplayName("A server that is away or never answers holds nothing up")
  void away() throws Exception {
    Output refused = open("http://127.0.0.1:" + Receiver.freePort(), Map.of());
    refused.write(Samples.batch(metrics.httpReqs(), 10));
    refused.flush();
    refused.close();
    assertThat(refused.loss()).contains("1 of 1 points did not arrive: connection refused");
    try (OtlpReceiver receiver = OtlpReceiver.start().silent()) {
      Endpoint endpoint =
          Endpoint.at(URI.create(receiver.url())).withTimeout(Duration.ofMillis(100));
      try (var courier = new GrpcCourier(endpoint, Signal.METRICS.grpcPath(), false)) {
        assertThat(courier.deliver(new Payload(new byte[0], 1)))
            .isEqualTo(new Delivery.Away("no answer within 100 ms"));
      }
    }
    try (Receiver http = Receiver.start()) {
      Endpoint endpoint = Endpoint.at(URI.create(http.url("")));
      try (var courier = new GrpcCourier(endpoint, Signal.METRICS.grpcPath(), false)) {
        assertThat(courier.deliver(new Payload(new byte[0], 1)))
            .isNotInstanceOf(Delivery.Done.class);
      }
    }
  }
}
