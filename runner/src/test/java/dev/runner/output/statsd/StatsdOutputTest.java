package dev.runner.output.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.runner.output.Output;
import dev.runner.output.OutputContract;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputFault;
import dev.runner.output.OutputSpec;
import dev.runner.output.Samples;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Tags;
import dev.runner.sample.ValueUnit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatsdOutputTest extends OutputContract {
  /// What a strict server accepts, DogStatsD's tags included.
  private static final Pattern LINE =
      Pattern.compile(
          "[^:|@#\\s]+:(?<value>-?[0-9.]+(?:e[+-]?[0-9]+)?)\\|(?:c|g|ms)"
              + "(?:\\|@(?<rate>0?\\.[0-9]+))?(?:\\|#[^:|@#,\\s]+:[^|#,\\s]+"
              + "(?:,[^:|@#,\\s]+:[^|#,\\s]+)*)?");

  private final MetricRegistry registry = new MetricRegistry();
  private final BuiltinMetrics metrics = BuiltinMetrics.in(registry);
  private UdpReceiver server;

  @BeforeEach
  void listen() throws IOException {
    server = new UdpReceiver();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Override
  protected OutputFactory factory() {
    return new StatsdOutputFactory();
  }

  @Override
  protected OutputSpec working() {
    try {
      return OutputSpec.parse("statsd=" + server.address());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected OutputSpec impossible() {
    return OutputSpec.parse("statsd=nowhere.invalid:8125");
  }

  @Override
  protected long samplesWritten() throws IOException {
    double samples = 0;
    for (String line : server.lines()) {
      Matcher matcher = LINE.matcher(line);
      assertThat(line).matches(LINE);
      assertThat(matcher.matches()).isTrue();
      String rate = matcher.group("rate");
      samples += rate == null ? 1 : 1 / Double.parseDouble(rate);
    }
    return Math.round(samples);
  }

  private Output open(Map<String, String> environment) {
    Output output = working().create(List.of(factory()), context(environment, Map.of()));
    output.start();
    return output;
  }

  private static SampleBatch batch(Metric metric, Tags tags, double... values) {
    var batch = new SampleBatch(values.length);
    for (double value : values) {
      batch.add(Samples.series(metric, tags), value, 0);
    }
    return batch;
  }

  @Test
  @DisplayName("Counters are summed, gauges keep the last value, timings are sent one by one")
  void kinds() throws Exception {
    Output output = open(Map.of());
    assertThat(output.interval()).isEqualTo(Duration.ofSeconds(1));
    output.write(batch(metrics.httpReqs(), Tags.of("status", "200"), 1, 1, 1));
    output.write(batch(metrics.httpReqs(), Tags.of("status", "404"), 1));
    output.write(batch(metrics.vus(), Tags.EMPTY, 5, 7));
    output.write(batch(metrics.httpReqDuration(), Tags.EMPTY, 12.25, 3));
    output.write(batch(metrics.httpReqFailed(), Tags.EMPTY, 0, 1, 1));
    output.write(batch(metrics.checks(), Tags.of("check", "is: ok|?"), 1, 0, 1));
    output.flush();
    assertThat(server.lines())
        .containsExactly(
            "k6.http_reqs:4|c",
            "k6.vus:7|g",
            "k6.http_req_duration:12.25|ms",
            "k6.http_req_duration:3|ms",
            "k6.http_req_failed:2|c",
            "k6.check.is__ok_?.pass:2|c",
            "k6.check.is__ok_?.fail:1|c");
    output.flush();
    assertThat(server.lines()).isEmpty();
    output.close();
  }

  @Test
  @DisplayName("Tags are sent if wanted, but for those that are blocked, cleaned of special signs")
  void tags() throws Exception {
    Output output =
        open(
            Map.of(
                "K6_STATSD_ENABLE_TAGS", "true",
                "RUNNER_STATSD_TAG_BLOCKLIST", "url, name",
                "K6_STATSD_NAMESPACE", "load."));
    Tags tags =
        Tags.of(
            Map.of(
                "status", "200",
                "url", "http://x/",
                "name", "n",
                "group", "",
                "odd:key", "a,b|c#d\ne:f ü",
                "long", "x".repeat(1 << 20)));
    output.write(batch(metrics.httpReqs(), tags, 1));
    output.write(batch(metrics.httpReqs(), tags.with("status", "404"), 1));
    output.flush();
    String cut = "x".repeat(200);
    assertThat(server.lines())
        .containsExactly(
            "load.http_reqs:1|c|#long:" + cut + ",odd_key:a_b_c_d_e:f_ü,status:200",
            "load.http_reqs:1|c|#long:" + cut + ",odd_key:a_b_c_d_e:f_ü,status:404")
        .allMatch(line -> LINE.matcher(line).matches());
    output.close();
  }

  @Test
  @DisplayName("A negative gauge is set to zero first, as a sign means a change")
  void negativeGauge() throws Exception {
    Metric gauge = registry.declare("balance", MetricKind.GAUGE, ValueUnit.DEFAULT);
    Output output = open(Map.of());
    output.write(batch(gauge, Tags.EMPTY, -4.5));
    output.flush();
    assertThat(server.lines()).containsExactly("k6.balance:0|g", "k6.balance:-4.5|g");
    output.close();
  }

  @Test
  @DisplayName("Packets hold no more lines than asked for and fit an Ethernet frame")
  void packets() throws Exception {
    var values = new double[95];
    Output output = open(Map.of("K6_STATSD_BUFFER_SIZE", "10"));
    output.write(batch(metrics.httpReqDuration(), Tags.EMPTY, values));
    output.flush();
    List<String> packets = server.packets();
    assertThat(packets).hasSize(10).allMatch(packet -> packet.lines().count() <= 10);
    output.close();
    output = open(Map.of("K6_STATSD_BUFFER_SIZE", "1000"));
    output.write(batch(metrics.httpReqDuration(), Tags.EMPTY, values));
    output.flush();
    assertThat(server.packets())
        .hasSizeBetween(2, 3)
        .allMatch(packet -> packet.getBytes(StandardCharsets.UTF_8).length <= 1432);
    output.close();
  }

  @Test
  @DisplayName("Of many timings some are sent, with their share, evenly chosen")
  void sampling() throws Exception {
    var values = new double[50_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Output output = open(Map.of());
    output.write(batch(metrics.httpReqDuration(), Tags.EMPTY, values));
    output.flush();
    List<String> lines = server.lines();
    assertThat(lines).hasSize(1_000).allMatch(line -> line.endsWith("|ms|@0.02"));
    double mean =
        lines.stream()
            .mapToDouble(line -> Double.parseDouble(line.replaceAll(".*:|\\|.*", "")))
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(25_000, within(2_000.0));
    output.close();
  }

  @Test
  @DisplayName("Nobody listening is warned about once and counted; sending goes on")
  void dead() throws Exception {
    Output output = open(Map.of());
    server.close();
    for (int i = 0; i < 6; i++) {
      output.write(batch(metrics.vus(), Tags.EMPTY, i));
      output.flush();
    }
    output.close();
    assertThat(output.loss()).hasValueSatisfying(text -> assertThat(text).contains("of 6 packets"));
    assertThat(log.lines).singleElement().asString().contains("lost a packet and goes on trying");
  }

  @Test
  @DisplayName("Values that are no numbers are counted, not sent")
  void unfit() throws Exception {
    Output output = open(Map.of());
    output.write(batch(metrics.httpReqDuration(), Tags.EMPTY, Double.NaN, 1e9, 1.5e-9));
    output.flush();
    output.close();
    assertThat(samplesWritten()).isEqualTo(2);
    assertThat(output.loss()).hasValue("1 values were infinite or no numbers and were not sent");
  }

  @Test
  @DisplayName("A wrong port is a fault")
  void wrongPort() {
    assertThatThrownBy(
            () -> OutputSpec.parse("statsd=localhost:x").create(List.of(factory()), context()))
        .isInstanceOf(OutputFault.class)
        .hasMessage("output statsd: 'localhost:x' has no valid port; write host:port");
  }
}
