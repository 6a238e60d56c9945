package dev.runner.output.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.clock.Clock;
import dev.runner.clock.ManualClock;
import dev.runner.clock.SystemClock;
import dev.runner.metrics.RecordedLog;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PusherTest {
  private static final Pusher.Limits LIMITS = new Pusher.Limits(1, 100, Duration.ofMillis(300));

  private final RecordedLog log = new RecordedLog();
  private final ManualClock clock = new ManualClock();

  private Pusher pusher(String url, Clock by) {
    Endpoint endpoint =
        Endpoint.at(URI.create(url))
            .withHeader("X-Test", "yes")
            .withBasic("user", "pass")
            .withTimeout(Duration.ofSeconds(20));
    var pusher =
        new Pusher("x (" + url + ")", "points", new HttpCourier(endpoint), LIMITS, by, log);
    pusher.start();
    return pusher;
  }

  private static Payload payload(int size) {
    return new Payload(new byte[size], size);
  }

  @Test
  @DisplayName("Payloads arrive in order, with headers and authentication; nothing is lost")
  void arrives() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      Pusher pusher = pusher(receiver.url("/write?db=1"), clock);
      for (int size = 1; size < 10; size++) {
        pusher.push(payload(size));
      }
      pusher.close();
      assertThat(receiver.accepted)
          .extracting(request -> request.body().length)
          .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
      Receiver.Received first = receiver.accepted.element();
      assertThat(first.uri()).isEqualTo("/write?db=1");
      assertThat(first.headers().getFirst("X-Test")).isEqualTo("yes");
      assertThat(first.headers().getFirst("Authorization")).isEqualTo("Basic dXNlcjpwYXNz");
      assertThat(pusher.loss()).isEmpty();
      assertThat(log.lines).isEmpty();
    }
  }

  @Test
  @DisplayName("After errors of the server the payload is sent again, with one warning")
  void recovers() throws Exception {
    try (Receiver receiver = Receiver.start().failing(500, 503, 429)) {
      Pusher pusher = pusher(receiver.url("/"), clock);
      pusher.push(payload(3));
      for (int pause = 0; pause < 3; pause++) {
        clock.awaitWaiters(1);
        clock.advance(Duration.ofSeconds(5));
      }
      assertThat(receiver.accepted.take().body()).hasSize(3);
      pusher.close();
      assertThat(pusher.loss()).isEmpty();
      assertThat(receiver.received).hasSize(4);
      assertThat(log.lines)
          .containsExactly(
              "warning: output x ("
                  + receiver.url("/")
                  + ") cannot deliver and keeps trying: HTTP status 500: no luck today; the test"
                  + " goes on",
              "info: output x (" + receiver.url("/") + ") works again");
    }
  }

  @Test
  @DisplayName("What the server refuses is not sent again, and counted")
  void refused() throws Exception {
    try (Receiver receiver = Receiver.start().failing(400, 401)) {
      Pusher pusher = pusher(receiver.url("/"), clock);
      pusher.push(payload(3));
      pusher.push(payload(4));
      pusher.push(payload(5));
      pusher.close();
      assertThat(receiver.received).hasSize(3);
      assertThat(pusher.loss())
          .contains("7 of 12 points did not arrive: HTTP status 401: no luck today");
      assertThat(log.lines).singleElement().asString().contains("loses what the server refuses");
    }
  }

  @Test
  @DisplayName("While nothing listens, memory is bounded; what is lost is counted")
  void connectionRefused() throws Exception {
    Pusher pusher =
        pusher("http://127.0.0.1:" + Receiver.freePort() + "/secret", new SystemClock());
    for (int i = 0; i < 1_000; i++) {
      pusher.push(payload(50));
    }
    pusher.close();
    assertThat(pusher.loss()).contains("50000 of 50000 points did not arrive: connection refused");
    assertThat(log.lines).singleElement().asString().contains("keeps trying: connection refused");
  }

  @Test
  @DisplayName("When a server comes up, what still waits arrives")
  void comesUp() throws Exception {
    int port = Receiver.freePort();
    Pusher pusher = pusher("http://127.0.0.1:" + port + "/", clock);
    pusher.push(payload(3));
    clock.awaitWaiters(1);
    try (Receiver receiver = Receiver.start(port)) {
      clock.advance(Duration.ofSeconds(1));
      assertThat(receiver.accepted.take().body()).hasSize(3);
      pusher.close();
      assertThat(pusher.loss()).isEmpty();
    }
  }

  @Test
  @DisplayName("A server that never answers does not hold up the end")
  void neverAnswers() throws Exception {
    try (Receiver receiver = Receiver.start().silent()) {
      Pusher pusher = pusher(receiver.url("/"), new SystemClock());
      pusher.push(payload(3));
      receiver.received.take();
      pusher.push(payload(4));
      pusher.close();
      assertThat(pusher.loss())
          .contains("7 of 7 points did not arrive: the server did not answer before the end");
    }
  }

  @Test
  @DisplayName("A server that is too slow costs the oldest payloads")
  void tooSlow() throws Exception {
    try (Receiver receiver = Receiver.start().silent()) {
      Pusher pusher = pusher(receiver.url("/"), new SystemClock());
      pusher.push(payload(1));
      receiver.received.take();
      for (int i = 0; i < 10; i++) {
        pusher.push(payload(60));
      }
      assertThat(pusher.loss())
          .contains("540 of 601 points did not arrive: the server is too slow");
      pusher.close();
    }
  }
}
