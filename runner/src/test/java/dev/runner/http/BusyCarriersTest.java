package dev.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.clock.SystemClock;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("While virtual users that compute hold all carrier threads")
class BusyCarriersTest {
  private static final int CARRIERS =
      Integer.getInteger(
          "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());

  private static final Duration HELD = Duration.ofMillis(500);

  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private final CountDownLatch spinning = new CountDownLatch(CARRIERS);
  private final AtomicBoolean released = new AtomicBoolean();

  /// What a virtual user got, and how long it was away.
  private record Answer(HttpReply reply, long elapsedNanos) {}

  @AfterEach
  void release() {
    released.set(true);
  }

  @Test
  @Timeout(30)
  @DisplayName("the times of a request end when its answer comes, not when its user goes on")
  void timings() throws Exception {
    var clock = new SystemClock();
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var transport = new JettyHttpTransport(TransportSettings.DEFAULTS, clock);
        HttpSession session = transport.open(1)) {
      Thread _ = Thread.ofPlatform().daemon().start(() -> serve(listener));
      Callable<Answer> request =
          () -> {
            long before = clock.nanoTime();
            HttpReply reply =
                session.exchange(
                    HttpTransportContract.get("http://127.0.0.1:" + listener.getLocalPort() + "/"));
            return new Answer(reply, clock.nanoTime() - before);
          };
      var user = new FutureTask<Answer>(request);
      Thread _ = Thread.ofVirtual().start(user);
      arrived.await();
      for (int i = 0; i < CARRIERS; i++) {
        Thread _ = Thread.ofVirtual().start(this::spin);
      }
      spinning.await();

      answer.countDown();
      answered.await();
      TimeUnit.NANOSECONDS.sleep(HELD.toNanos());
      assertThat(user.isDone()).isFalse();
      released.set(true);

      Answer got = user.get();
      assertThat(got.reply().fault()).isNull();
      assertThat(got.elapsedNanos() - got.reply().timings().duration())
          .isGreaterThan(HELD.toNanos() / 2);
    }
  }

  private void spin() {
    spinning.countDown();
    while (!released.get()) {
      Thread.onSpinWait();
    }
  }

  private void serve(ServerSocket listener) {
    try (Socket peer = listener.accept()) {
      var wire = new RawServer.Wire(peer, peer.getInputStream());
      wire.readHead();
      arrived.countDown();
      answer.await();
      wire.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      answered.countDown();
      int _ = peer.getInputStream().read();
    } catch (Exception e) {
      // The client has gone, which the test notices.
    }
  }
}
