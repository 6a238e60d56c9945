package dev.runner.output.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.clock.Eventually;
import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputContract;
import dev.runner.output.OutputSpec;
import dev.runner.output.Samples;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.ValueUnit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every output that sends to an HTTP server must do when that is slow or away.
@Timeout(60)
public abstract class PushingOutputContract extends OutputContract {
  private final Metric trend =
      new MetricRegistry().declare("a_trend", MetricKind.TREND, ValueUnit.TIME);

  protected Receiver receiver;

  /// What a user writes for an output that sends to a server.
  protected abstract OutputSpec to(String baseUrl);

  /// The variables that go with [#to].
  protected Map<String, String> variables(String baseUrl) {
    return Map.of();
  }

  /// How many of [Samples#batch] are in what a server accepted.
  protected abstract long samplesIn(Iterable<Receiver.Received> requests);

  @BeforeEach
  void startReceiver() throws Exception {
    receiver = Receiver.start();
  }

  @AfterEach
  void stopReceiver() {
    receiver.close();
  }

  @Override
  protected OutputSpec working() {
    return to(receiver.url(""));
  }

  @Override
  protected OutputContext context() {
    return context(variables(receiver.url("")), Map.of());
  }

  @Override
  protected long samplesWritten() {
    return samplesIn(receiver.accepted);
  }

  /// A started output.
  protected final Output open(String baseUrl) {
    Output output = to(baseUrl).create(List.of(factory()), context(variables(baseUrl), Map.of()));
    output.start();
    return output;
  }

  /// Closes an output while time goes on.
  private void closeInTime(Output output) throws Exception {
    Thread closing = Thread.ofPlatform().start(() -> closeOrFail(output));
    while (!closing.join(Duration.ofMillis(5))) {
      clock.advance(Duration.ofMillis(100));
    }
  }

  private static void closeOrFail(Output output) {
    try {
      output.flush();
      output.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("While nothing listens it goes on; one warning, and the loss is told at the end")
  void connectionRefused() throws Exception {
    Output output = open("http://127.0.0.1:" + Receiver.freePort());
    for (int i = 0; i < 50; i++) {
      output.write(Samples.batch(trend, 100));
      output.flush();
    }
    closeInTime(output);
    assertThat(output.loss().orElseThrow())
        .contains("did not arrive: connection refused")
        .doesNotContain("\n");
    assertThat(log.lines)
        .filteredOn(line -> line.startsWith("warning"))
        .singleElement()
        .asString()
        .contains("connection refused");
  }

  @Test
  @DisplayName("After errors of the server everything arrives")
  void recovers() throws Exception {
    receiver.failing(500, 500, 503);
    Output output = open(receiver.url(""));
    output.write(Samples.batch(trend, 100));
    output.flush();
    Eventually.holds(
        "the server accepts it",
        () -> {
          clock.advance(Duration.ofMillis(100));
          return !receiver.accepted.isEmpty();
        });
    output.write(Samples.batch(trend, 11));
    closeInTime(output);
    assertThat(samplesIn(receiver.accepted)).isEqualTo(111);
    assertThat(output.loss()).isEqualTo(Optional.empty());
    assertThat(log.lines).hasSize(2);
    assertThat(log.lines.getFirst()).startsWith("warning").contains("HTTP status 500");
    assertThat(log.lines.getLast()).startsWith("info").contains("works again");
  }

  @Test
  @DisplayName("A server that never answers delays nothing, and its loss is told at the end")
  void neverAnswers() throws Exception {
    receiver.silent();
    Output output = open(receiver.url(""));
    output.write(Samples.batch(trend, 100));
    output.flush();
    assertThat(receiver.received.poll(10, TimeUnit.SECONDS)).isNotNull();
    output.write(Samples.batch(trend, 100));
    closeInTime(output);
    assertThat(output.loss().orElseThrow()).contains("did not arrive: ");
  }
}
