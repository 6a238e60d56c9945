package dev.runner.output.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runner.clock.SystemClock;
import dev.runner.json.Json;
import dev.runner.metrics.RecordedLog;
import dev.runner.output.Contexts;
import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.Samples;
import dev.runner.output.push.Receiver;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Tags;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Both outputs with the server they are meant for.
@Timeout(120)
class RealPrometheusTest {
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final Path BINARY = Path.of("/usr/bin/prometheus");

  @TempDir private Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final BuiltinMetrics metrics = BuiltinMetrics.in(new MetricRegistry());
  private final SystemClock clock = new SystemClock();
  private final RecordedLog log = new RecordedLog();
  private int port;

  @Test
  @DisplayName("A real Prometheus answers queries with what it was sent and what it scraped")
  void prometheus() throws Exception {
    assumeTrue(Files.isExecutable(BINARY), "needs Prometheus: apt-get install prometheus");
    var scraped =
        (ScrapeOutput) new ScrapeFactory().create(Optional.of("127.0.0.1:0"), context(Map.of()));
    scraped.start();
    port = Receiver.freePort();
    Process server = start(scraped.port());
    try {
      Optional<String> url = Optional.of("http://127.0.0.1:" + port + "/api/v1/write");
      Output stats =
          new RemoteWriteFactory()
              .create(url, context(Map.of("K6_PROMETHEUS_RW_TREND_STATS", "p(90),count")));
      Output histograms =
          new RemoteWriteFactory()
              .create(url, context(Map.of("K6_PROMETHEUS_RW_TREND_AS_NATIVE_HISTOGRAM", "true")));
      stats.start();
      histograms.start();
      scraped.write(batch("scraped"));
      stats.write(batch("stats"));
      histograms.write(batch("histograms"));
      // Whether it is up yet or not: they try again until it is.
      stats.flush();
      histograms.flush();
      assertThat(awaitNumber("k6_http_reqs_total{by=\"stats\"}")).isEqualTo(1_000);
      assertThat(awaitNumber("k6_checks_rate{by=\"stats\"}")).isEqualTo(0.25);
      assertThat(awaitNumber("k6_http_req_duration_count{by=\"stats\"}")).isEqualTo(1_000);
      assertThat(awaitNumber("k6_http_req_duration_p90{by=\"stats\"}"))
          .isCloseTo(0.9001, within(1e-9));
      awaitHistogram("histograms");
      assertThat(awaitNumber("k6_http_reqs_total{by=\"scraped\"}")).isEqualTo(1_000);
      assertThat(awaitNumber("k6_http_req_duration_p99{by=\"scraped\"}"))
          .isCloseTo(0.99001, within(1e-9));
      awaitHistogram("scraped");
      stats.close();
      histograms.close();
      assertThat(stats.loss()).isEmpty();
      assertThat(histograms.loss()).isEmpty();
      assertThat(log.lines).noneMatch(line -> line.contains("refuses"));
    } finally {
      scraped.close();
      server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  /// A thousand requests that took 1 ms to 1 s.
  private SampleBatch batch(String by) {
    var batch = new SampleBatch(3_000);
    Tags tags = Tags.of("by", by);
    for (int i = 1; i <= 1_000; i++) {
      long now = clock.nanoTime();
      batch.add(Samples.series(metrics.httpReqs(), tags), 1, now);
      batch.add(Samples.series(metrics.httpReqDuration(), tags), i, now);
      batch.add(Samples.series(metrics.checks(), tags), i % 4 == 0 ? 1 : 0, now);
    }
    return batch;
  }

  private void awaitHistogram(String by) throws Exception {
    String histogram = "k6_http_req_duration_seconds{by=\"" + by + "\"}";
    assertThat(awaitNumber("histogram_count(" + histogram + ")")).isEqualTo(1_000);
    assertThat(awaitNumber("histogram_sum(" + histogram + ")")).isCloseTo(500.5, within(1e-6));
    assertThat(awaitNumber("histogram_quantile(0.9, " + histogram + ")"))
        .isCloseTo(0.9, within(0.9 * 0.05));
  }

  private OutputContext context(Map<String, String> environment) {
    return Contexts.of(
        directory, OutputStream.nullOutputStream(), clock, environment, Map.of(), log);
  }

  private Process start(int scrapedPort) throws IOException {
    Path config = directory.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 200ms, scrape_timeout: 200ms}
        scrape_configs:
          - job_name: runner
            static_configs: [{targets: ['127.0.0.1:%d']}]
        """
            .formatted(scrapedPort));
    return new ProcessBuilder(
            BINARY.toString(),
            "--config.file=" + config,
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port,
            "--web.enable-remote-write-receiver",
            "--enable-feature=native-histograms")
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("prometheus.log").toFile())
        .start();
  }

  /// The value of a query with one result, once there is one.
  private double awaitNumber(String query) throws Exception {
    while (true) {
      Optional<Double> value = ask(query);
      if (value.isPresent()) {
        return value.get();
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private Optional<Double> ask(String query) throws InterruptedException {
    URI uri =
        URI.create(
            "http://127.0.0.1:"
                + port
                + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
    try {
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == SERVICE_UNAVAILABLE) {
        // It listens, but is not ready yet.
        return Optional.empty();
      }
      var data = (Map<?, ?>) ((Map<?, ?>) Json.parse(answer.body())).get("data");
      var result = (List<?>) data.get("result");
      return result.isEmpty()
          ? Optional.empty()
          : Optional.of(
              Double.parseDouble(
                  (String) ((List<?>) ((Map<?, ?>) result.getFirst()).get("value")).get(1)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
