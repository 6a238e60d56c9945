package dev.runner.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.clock.SystemClock;
import dev.runner.http.JettyHttpTransport;
import dev.runner.http.LoopbackServer;
import dev.runner.http.TransportSettings;
import dev.runner.metrics.RecordedLog;
import dev.runner.output.OutputFault;
import dev.runner.output.otlp.OtlpReceiver;
import dev.runner.output.otlp.Protocol;
import dev.runner.output.push.Receiver;
import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TracingTransportTest {
  private static final Pattern TRACEPARENT =
      Pattern.compile("(?i)traceparent: ?00-([0-9a-f]{32})-([0-9a-f]{16})-(0[01])");

  private final SystemClock clock = new SystemClock();
  private final RecordedLog log = new RecordedLog();

  private SpanExport export(String given) {
    var export = new SpanExport(TraceSettings.parse(given).orElseThrow(), "0.1.0", clock, log);
    export.start();
    return export;
  }

  private static HttpCall call(String url, HttpCall.Header... headers) {
    return new HttpCall("GET", URI.create(url), List.of(headers), null, 10_000_000_000L, true);
  }

  private static String text(HttpReply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  private static Map<String, AnyValue> attributes(Span span) {
    return span.getAttributesList().stream()
        .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
  }

  private static List<Span> spans(Iterable<ExportTraceServiceRequest> requests) {
    var spans = new ArrayList<Span>();
    requests.forEach(
        request -> spans.addAll(request.getResourceSpans(0).getScopeSpans(0).getSpansList()));
    return spans;
  }

  @Test
  @DisplayName("The server gets the identity of the span that the collector gets")
  void traces() throws Exception {
    try (LoopbackServer server = LoopbackServer.start();
        OtlpReceiver collector = OtlpReceiver.start();
        var jetty = new JettyHttpTransport(TransportSettings.DEFAULTS, clock)) {
      SpanExport export = export("otel=" + collector.url() + ",proto=grpc,header.x-key=abc");
      HttpSession session = new TracingTransport(jetty, export).open(7);
      String echo = text(session.exchange(call(server.http() + "/echo")));
      Matcher header = TRACEPARENT.matcher(echo);
      assertThat(header.find()).as(echo).isTrue();
      var status = new CompletableFuture<HttpReply>();
      session.start(call(server.http() + "/status/503"), status::complete);
      assertThat(status.get().status()).isEqualTo(503);
      session.exchange(call("http://127.0.0.1:" + Receiver.freePort() + "/"));
      String own = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
      String left =
          text(
              session.exchange(
                  call(server.http() + "/echo", new HttpCall.Header("Traceparent", own))));
      assertThat(left).contains(own);
      session.close();
      export.close();
      assertThat(export.loss()).isEmpty();

      List<Span> spans = spans(collector.traces);
      assertThat(spans).hasSize(3);
      Span ok = spans.getFirst();
      assertThat(HexFormat.of().formatHex(ok.getTraceId().toByteArray()))
          .isEqualTo(header.group(1));
      assertThat(HexFormat.of().formatHex(ok.getSpanId().toByteArray())).isEqualTo(header.group(2));
      assertThat(header.group(3)).isEqualTo("01");
      assertThat(ok.getName()).isEqualTo("GET");
      assertThat(ok.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
      assertThat(ok.getEndTimeUnixNano()).isGreaterThan(ok.getStartTimeUnixNano());
      assertThat(attributes(ok).get("url.full").getStringValue())
          .isEqualTo(server.http() + "/echo");
      assertThat(attributes(ok).get("http.response.status_code").getIntValue()).isEqualTo(200);
      assertThat(attributes(ok).get("vu").getIntValue()).isEqualTo(7);
      assertThat(ok.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
      assertThat(spans.get(1).getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
      assertThat(spans.get(2).getStatus().getMessage()).contains("refused");
      assertThat(spans).extracting(Span::getTraceId).doesNotHaveDuplicates();
    }
  }

  @Test
  @DisplayName("With a share of zero requests say that they are not sampled, and no span is sent")
  void share() throws Exception {
    try (LoopbackServer server = LoopbackServer.start();
        Receiver collector = Receiver.start();
        var jetty = new JettyHttpTransport(TransportSettings.DEFAULTS, clock)) {
      SpanExport export = export("otel=" + collector.url("") + ",proto=http,share=0");
      HttpSession session = new TracingTransport(jetty, export).open(1);
      Matcher header = TRACEPARENT.matcher(text(session.exchange(call(server.http() + "/echo"))));
      assertThat(header.find()).isTrue();
      assertThat(header.group(3)).isEqualTo("00");
      session.close();
      export.close();
      assertThat(collector.received).isEmpty();
    }
  }

  @Test
  @DisplayName("A collector that is away costs spans, which are counted, and nothing else")
  void away() throws Exception {
    try (LoopbackServer server = LoopbackServer.start();
        var jetty = new JettyHttpTransport(TransportSettings.DEFAULTS, clock)) {
      String url = "http://127.0.0.1:" + Receiver.freePort();
      SpanExport export = export("otel=" + url + ",proto=http");
      HttpSession session = new TracingTransport(jetty, export).open(1);
      assertThat(session.exchange(call(server.http() + "/echo")).status()).isEqualTo(200);
      session.close();
      export.close();
      assertThat(export.loss()).contains("traces: 1 of 1 spans did not arrive: connection refused");
    }
  }

  @Test
  @DisplayName("What the user gives is an address, a protocol, headers and a share")
  void settings() {
    assertThat(TraceSettings.parse("none")).isEmpty();
    TraceSettings plain = TraceSettings.parse("otel").orElseThrow();
    assertThat(plain.collector().endpoint().uri()).hasToString("http://127.0.0.1:4317");
    assertThat(plain.collector().protocol()).isEqualTo(Protocol.GRPC);
    TraceSettings http =
        TraceSettings.parse("otel=http://x:1,proto=http,header.a=b=c,share=0.5").orElseThrow();
    assertThat(http.collector().endpoint().uri()).hasToString("http://x:1/v1/traces");
    assertThat(http.collector().endpoint().headers()).containsEntry("a", "b=c");
    assertThat(http.share()).isEqualTo(0.5);
    for (String wrong : List.of("zipkin", "otel=x", "otel=proto=udp", "otel=share=2", "otel=a=b")) {
      assertThatThrownBy(() -> TraceSettings.parse(wrong))
          .isInstanceOf(OutputFault.class)
          .hasMessageStartingWith("--traces-output: ");
    }
  }
}
