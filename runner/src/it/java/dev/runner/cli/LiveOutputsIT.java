package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import dev.runner.output.otlp.OtlpReceiver;
import dev.runner.output.push.Receiver;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs that send totals and traces to servers.
class LiveOutputsIT {
  private static final String SCRIPT =
      """
      import http from 'k6/http';
      export const options = { vus: 2, iterations: 20 };
      export default function () {
        const res = http.get(__ENV.BASE_URL + '/products', { tags: { name: 'list' } });
        if (res.status !== 200) throw new Error('status ' + res.status);
      }
      """;

  @TempDir private Path folder;

  @Test
  @DisplayName("Totals and traces of a run arrive, and the summary has nothing to complain of")
  void arrives() throws Exception {
    try (OtlpReceiver collector = OtlpReceiver.start();
        Receiver prometheus = Receiver.start()) {
      Result result =
          new Cli(folder)
              .script(
                  SCRIPT,
                  "--demo",
                  "-o",
                  "prometheus-rw=" + prometheus.url("/api/v1/write"),
                  "-o",
                  "prometheus=127.0.0.1:0",
                  "-o",
                  "opentelemetry=" + collector.url(),
                  "--traces-output",
                  "otel=" + collector.url());
      assertThat(result.code()).as(result.toString()).isZero();
      assertThat(result.err()).doesNotContain("arrive").doesNotContain("warn");
      assertThat(prometheus.accepted).isNotEmpty();
      assertThat(collector.metrics).isNotEmpty();
      List<Span> spans = new ArrayList<>();
      collector.traces.forEach(
          request -> spans.addAll(request.getResourceSpans(0).getScopeSpans(0).getSpansList()));
      assertThat(spans).hasSize(20);
    }
  }

  @Test
  @DisplayName("Servers that are away change neither the result nor the exit code")
  void away() throws Exception {
    String url = "http://127.0.0.1:" + Receiver.freePort();
    Result result =
        new Cli(folder)
            .script(
                SCRIPT, "--demo", "-o", "prometheus-rw=" + url, "--traces-output", "otel=" + url);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.toString())
        .contains("experimental-prometheus-rw (" + url + "): ")
        .contains("traces: 20 of 20 spans did not arrive: connection refused");
  }

  @Test
  @DisplayName("An unknown place for traces ends the run before it begins, with one line")
  void unknown() throws Exception {
    Result result = new Cli(folder).script(SCRIPT, "--demo", "--traces-output", "zipkin");
    assertThat(result.code()).isEqualTo(255);
    assertThat(result.err()).contains("--traces-output: 'zipkin' is unknown; use none, otel");
  }
}
