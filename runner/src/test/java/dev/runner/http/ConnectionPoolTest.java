package dev.runner.http;

import static dev.runner.http.HttpTransportContract.get;
import static dev.runner.http.HttpTransportContract.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.clock.Eventually;
import dev.runner.clock.ManualClock;
import dev.runner.clock.SystemClock;
import dev.runner.net.ConnectionSettings;
import dev.runner.net.HostConnections;
import dev.runner.net.PoolSettings;
import dev.runner.transport.HttpFault;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Connections that are kept for reuse")
@Timeout(30)
class ConnectionPoolTest {
  private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

  private static Rendezvous rendezvous;
  private static LoopbackServer server;

  private final List<JettyHttpTransport> opened = new ArrayList<>();
  private final List<Long> waits = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    rendezvous = new Rendezvous();
    server = LoopbackServer.start(rendezvous);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void forget() {
    rendezvous.forget();
  }

  @AfterEach
  void close() {
    opened.forEach(JettyHttpTransport::close);
  }

  private static PoolSettings shared(int maxPerHost) {
    return new PoolSettings(true, maxPerHost, 0, 0, true);
  }

  private JettyHttpTransport transport(PoolSettings pool) {
    return transport(pool, false);
  }

  private JettyHttpTransport transport(PoolSettings pool, boolean noReuse) {
    var transport = new JettyHttpTransport(settings(pool, noReuse), new SystemClock());
    opened.add(transport);
    return transport;
  }

  private static TransportSettings settings(PoolSettings pool, boolean noReuse) {
    ConnectionSettings plain = ConnectionSettings.DEFAULTS;
    return TransportSettings.DEFAULTS
        .withTrustStore(server.trustStore())
        .withNoConnectionReuse(noReuse)
        .withConnections(
            new ConnectionSettings(
                plain.hosts(),
                plain.dns(),
                plain.blocked(),
                plain.localAddresses(),
                plain.proxies(),
                plain.tls(),
                pool,
                0));
  }

  private HostConnections only(JettyHttpTransport transport) {
    List<HostConnections> all = transport.connections((_, nanos) -> waits.add(nanos));
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static List<HttpReply> together(JettyHttpTransport transport, int users, String url)
      throws InterruptedException {
    BlockingQueue<HttpReply> replies = new LinkedBlockingQueue<>();
    for (int i = 1; i <= users; i++) {
      var _ = transport.open(i).start(get(url), replies::add);
    }
    var all = new ArrayList<HttpReply>();
    for (int i = 0; i < users; i++) {
      all.add(replies.take());
    }
    return all;
  }

  @Test
  @DisplayName("shared, one connection serves virtual users one after the other")
  void sharedInTurn() throws Exception {
    JettyHttpTransport transport = transport(shared(0));
    String first = text(transport.open(1).exchange(get(server.http() + "/peer")));
    String second = text(transport.open(2).exchange(get(server.http() + "/peer")));

    assertThat(second).isEqualTo(first);
    assertThat(only(transport))
        .isEqualTo(
            new HostConnections(
                server.http().substring("http://".length()), 1, 1, 1, 1, 0, 0, 0, 0));
    assertThat(waits).containsExactly(0L, 0L);
  }

  @Test
  @DisplayName("of one's own, each virtual user has another")
  void perVu() throws Exception {
    JettyHttpTransport transport = transport(PoolSettings.DEFAULTS);
    for (int user = 1; user <= 3; user++) {
      HttpSession session = transport.open(user);
      session.exchange(get(server.http() + "/peer"));
      session.exchange(get(server.http() + "/peer"));
    }

    HostConnections used = only(transport);
    assertThat(used.opened()).isEqualTo(3);
    assertThat(used.idle()).isEqualTo(3);
    assertThat(used.reused()).isEqualTo(3);
    assertThat(waits).as("nobody asked for samples").isEmpty();
  }

  @Test
  @DisplayName("maxPerHost is a bound, however many requests there are")
  void bound() throws Exception {
    JettyHttpTransport transport = transport(shared(2));
    List<HttpReply> replies = together(transport, 30, server.http() + "/slow/2");

    assertThat(replies).allMatch(reply -> reply.status() == 200);
    assertThat(replies.stream().map(HttpTransportContract::text).collect(Collectors.toSet()))
        .as("ports of the client")
        .hasSizeBetween(1, 2);
    HostConnections used = only(transport);
    assertThat(used.opened()).isBetween(1L, 2L);
    assertThat(used.opened() + used.reused()).isEqualTo(30);
    assertThat(waits).hasSize(30);
    assertThat(waits).filteredOn(nanos -> nanos > 0).hasSize((int) used.waited());
  }

  @Test
  @DisplayName("a request waits for a connection of another, and is told how long it was blocked")
  void waits() throws Exception {
    JettyHttpTransport transport = transport(shared(1));
    BlockingQueue<HttpReply> replies = new LinkedBlockingQueue<>();
    var _ = transport.open(1).start(get(server.http() + "/meet/2"), replies::add);
    rendezvous.awaitRequest();
    HttpSession next = transport.open(2);
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    replies.add(next.exchange(get(server.http() + "/")));
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    Eventually.holds("it waits for a connection", () -> waiting.getState() == Thread.State.WAITING);
    var _ = transport(shared(0)).open(1).start(get(server.http() + "/meet/2"), reply -> {});
    HttpReply first = replies.take();
    HttpReply second = replies.take();

    assertThat(text(second)).startsWith("/").doesNotStartWith("/meet");
    assertThat(text(second)).isEqualTo(text(first).replace("/meet/2", "/"));
    HostConnections used = only(transport);
    assertThat(used.waited()).isEqualTo(1);
    assertThat(used.longestWaitNanos()).isPositive().isEqualTo(used.waitedNanos());
    assertThat(second.timings().blocked()).isGreaterThanOrEqualTo(used.waitedNanos() / 2);
  }

  @Test
  @DisplayName("maxPerHost bounds each virtual user where connections are its own")
  void boundPerVu() throws Exception {
    JettyHttpTransport transport = transport(new PoolSettings(false, 1, 0, 0, true));
    BlockingQueue<HttpReply> replies = new LinkedBlockingQueue<>();
    HttpSession one = transport.open(1);
    HttpSession two = transport.open(2);
    for (int i = 0; i < 3; i++) {
      var _ = one.start(get(server.http() + "/meet/2"), replies::add);
      var _ = two.start(get(server.http() + "/meet/2"), replies::add);
    }
    for (int i = 0; i < 6; i++) {
      assertThat(replies.take().status()).isEqualTo(200);
    }
    assertThat(only(transport).opened()).isEqualTo(2);
  }

  @Test
  @DisplayName("who waits too long for a connection times out, and the others are served")
  void timeout() throws Exception {
    JettyHttpTransport transport = transport(shared(1));
    BlockingQueue<HttpReply> replies = new LinkedBlockingQueue<>();
    var busy = transport.open(1).start(get(server.http() + "/slow/20000"), replies::add);
    rendezvous.awaitRequest();
    HttpReply late = transport.open(2).exchange(get(server.http() + "/", Duration.ofMillis(100)));
    assertThat(late.fault()).isNotNull();
    assertThat(late.fault().code()).isEqualTo(HttpFault.REQUEST_TIMEOUT);

    var _ = transport.open(3).start(get(server.http() + "/"), replies::add);
    busy.cancel();
    assertThat(replies.take().status()).isEqualTo(200);
    assertThat(only(transport).open()).isEqualTo(1);
  }

  @Test
  @DisplayName("a session that is closed ends its own requests and no other's")
  void closedSession() throws Exception {
    JettyHttpTransport transport = transport(shared(1));
    BlockingQueue<HttpReply> replies = new LinkedBlockingQueue<>();
    HttpSession leaving = transport.open(1);
    var _ = leaving.start(get(server.http() + "/slow/20000"), replies::add);
    rendezvous.awaitRequest();
    var _ = transport.open(2).start(get(server.http() + "/"), replies::add);
    leaving.close();
    assertThat(List.of(replies.take().status(), replies.take().status()))
        .containsExactlyInAnyOrder(0, 200);
  }

  @Test
  @DisplayName("HTTP/2 serves all virtual users by one connection")
  void http2() throws Exception {
    JettyHttpTransport transport = transport(shared(1));
    List<HttpReply> replies = together(transport, 10, server.https() + "/meet/10");
    assertThat(replies).allMatch(reply -> reply.protocol().equals("HTTP/2.0"));
    assertThat(only(transport).opened()).isEqualTo(1);
  }

  @Test
  @DisplayName("without reuse, each request opens a connection, within the bound")
  void noReuse() throws Exception {
    JettyHttpTransport transport = transport(shared(2), true);
    assertThat(together(transport, 6, server.http() + "/")).allMatch(r -> r.status() == 200);
    HostConnections used = only(transport);
    assertThat(used.opened()).isEqualTo(6);
    assertThat(used.closed()).isEqualTo(6);
    assertThat(used.reused()).isZero();
  }

  @Test
  @DisplayName("maxLifetime ends a connection after the request that it serves")
  void lifetime() throws Exception {
    var clock = new ManualClock();
    var transport =
        new JettyHttpTransport(
            settings(new PoolSettings(false, 0, HOUR_NANOS, 0, true), false), clock);
    opened.add(transport);
    HttpSession session = transport.open(1);
    session.exchange(get(server.http() + "/"));
    session.exchange(get(server.http() + "/"));
    assertThat(only(transport).opened()).isEqualTo(1);
    clock.advance(Duration.ofHours(2));
    session.exchange(get(server.http() + "/"));
    assertThat(only(transport).opened()).isEqualTo(2);
    assertThat(only(transport).closed()).isEqualTo(1);
  }

  @Test
  @DisplayName("idleTimeout closes what nobody uses, without another request")
  void idle() throws Exception {
    var clock = new ManualClock();
    var transport =
        new JettyHttpTransport(
            settings(new PoolSettings(true, 0, 0, HOUR_NANOS, true), false), clock);
    opened.add(transport);
    transport.open(1).exchange(get(server.http() + "/"));
    int before = server.connections();
    clock.advance(Duration.ofHours(2));
    Eventually.holds("the connection is closed", () -> server.connections() < before);
    assertThat(only(transport).open()).isZero();
    assertThat(only(transport).closed()).isEqualTo(1);
  }

  @Test
  @DisplayName("a refused connection lets those that wait try for themselves")
  void refused() throws Exception {
    JettyHttpTransport transport = transport(shared(1));
    String nobody;
    try (var gone = new RawServer((wire, _) -> wire.reset())) {
      nobody = "http://127.0.0.1:" + gone.port() + "/";
    }
    assertThat(together(transport, 5, nobody))
        .allMatch(r -> r.fault() != null && r.fault().code() == HttpFault.DIAL_REFUSED);
    assertThat(only(transport).opened()).isZero();
  }
}
