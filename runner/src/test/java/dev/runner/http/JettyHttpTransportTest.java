package dev.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.clock.SystemClock;
import dev.runner.net.ConnectionSettings;
import dev.runner.net.Proxies;
import dev.runner.transport.HttpFault;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import dev.runner.transport.HttpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Jetty transport")
class JettyHttpTransportTest extends HttpTransportContract {
  private final List<AutoCloseable> opened = new ArrayList<>();

  @Override
  HttpTransport newTransport(TransportSettings settings) {
    return new JettyHttpTransport(settings, new SystemClock());
  }

  private HttpSession secure(TransportSettings settings) {
    HttpTransport secure = newTransport(settings);
    HttpSession session = secure.open(1);
    opened.add(session);
    opened.add(secure);
    return session;
  }

  private static TransportSettings trusting(LoopbackServer server) {
    return TransportSettings.DEFAULTS.withTrustStore(server.trustStore());
  }

  @AfterEach
  void closeOpened() throws Exception {
    for (AutoCloseable part : opened) {
      part.close();
    }
  }

  @Test
  @DisplayName("goes through a tunnel of the proxy to secure sites")
  void tunnel() throws Exception {
    var heads = new LinkedBlockingQueue<String>();
    int port = URI.create(server.https()).getPort();
    var proxy =
        new RawServer(
            (wire, number) -> {
              heads.add(wire.readHead());
              try (var target = new Socket(InetAddress.getLoopbackAddress(), port)) {
                wire.write("HTTP/1.1 200 OK\r\n\r\n");
                Thread _ =
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              try {
                                target.getInputStream().transferTo(wire.socket().getOutputStream());
                              } catch (IOException e) {
                                // The test is over.
                              }
                            });
                wire.in().transferTo(target.getOutputStream());
              }
            });
    opened.add(proxy);
    ConnectionSettings plain = ConnectionSettings.DEFAULTS;
    HttpSession session =
        secure(
            TransportSettings.DEFAULTS
                .withInsecureSkipTlsVerify(true)
                .withConnections(
                    new ConnectionSettings(
                        plain.hosts(),
                        plain.dns(),
                        plain.blocked(),
                        plain.localAddresses(),
                        Proxies.of(Map.of("HTTPS_PROXY", "http://me:pw@127.0.0.1:" + proxy.port())),
                        plain.tls(),
                        plain.pool(),
                        0)));

    HttpReply reply = session.exchange(get("https://shop.test/echo"));

    assertThat(reply.fault()).isNull();
    assertThat(text(reply)).contains("authority: shop.test");
    assertThat(heads.take())
        .startsWith("CONNECT shop.test:443 HTTP/1.1")
        .contains("Proxy-Authorization: Basic bWU6cHc=");
  }

  @Test
  @DisplayName("lets those that measure it in with the thread that notes answers")
  void onSelector() throws Exception {
    var transport = new JettyHttpTransport(TransportSettings.DEFAULTS, new SystemClock());
    opened.add(transport);
    var names = new LinkedBlockingQueue<String>();
    transport.onSelector(() -> names.add(Thread.currentThread().getName()));
    assertThat(names.take()).isEqualTo(Thread.currentThread().getName());

    HttpSession session = transport.open(1);
    opened.add(session);
    assertThat(session.exchange(get(server.http() + "/echo")).fault()).isNull();
    transport.onSelector(() -> names.add(Thread.currentThread().getName()));

    assertThat(names.take()).startsWith("runner-http");
  }

  @Test
  @DisplayName("rehearses with nobody else, and later sessions know nothing of it")
  void rehearsal() throws Exception {
    var rehearsed = new JettyHttpTransport(TransportSettings.DEFAULTS, new SystemClock());
    opened.add(rehearsed);
    try (LoopbackServer unused = LoopbackServer.start()) {
      rehearsed.rehearse();

      assertThat(unused.connections()).isZero();
    }
    HttpSession session = rehearsed.open(1);
    opened.add(session);
    assertThat(session.drainTraffic()).isEqualTo(HttpSession.Traffic.NONE);
    HttpReply reply = session.exchange(get(server.http() + "/peer"));
    assertThat(reply.fault()).isNull();
    assertThat(reply.timings().connecting()).isPositive();
  }

  @Test
  @DisplayName("speaks HTTP/2 over TLS with a server that offers it")
  void http2() throws Exception {
    HttpSession https = secure(trusting(server));
    HttpReply first = https.exchange(get(server.https() + "/peer"));
    HttpReply second = https.exchange(get(server.https() + "/peer"));

    assertThat(first.fault()).isNull();
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.reason()).isEqualTo("OK");
    assertThat(first.protocol()).isEqualTo("HTTP/2.0");
    assertThat(first.tlsVersion()).isEqualTo("tls1.3");
    assertThat(first.tlsCipherSuite()).startsWith("TLS_");
    assertThat(first.timings().connecting()).isPositive();
    assertThat(first.timings().tlsHandshaking()).isPositive();
    assertThat(second.timings().connecting()).isZero();
    assertThat(second.timings().tlsHandshaking()).isZero();
    assertThat(text(second)).isEqualTo(text(first));
    assertThat(https.drainTraffic().received()).isGreaterThan(500);
  }

  @Test
  @DisplayName("sends methods, headers, Host and bodies over HTTP/2")
  void http2Echo() throws Exception {
    HttpSession https = secure(trusting(server));
    HttpReply reply =
        https.exchange(
            call(
                "post",
                server.https() + "/echo?a=b",
                List.of(header("X-One", "1"), header("Host", "shop.example:81")),
                bytes("hello")));

    assertThat(text(reply))
        .startsWith("post /echo?a=b\nauthority: shop.example:81\n")
        .containsIgnoringCase("x-one: 1\n")
        .containsIgnoringCase("content-length: 5\n")
        .doesNotContainIgnoringCase("user-agent")
        .endsWith("\n\nhello");
    assertThat(https.exchange(get(server.https() + "/bytes/3000000")).body()).hasSize(3_000_000);
  }

  @Test
  @DisplayName("keeps an HTTP/2 connection's timeouts and partial bodies apart")
  void http2Timeout() throws Exception {
    HttpSession https = secure(trusting(server));
    https.exchange(get(server.https() + "/"));
    HttpReply reply = https.exchange(get(server.https() + "/half/5000", Duration.ofMillis(300)));

    assertThat(reply.fault()).isNotNull();
    assertThat(reply.fault().code()).isEqualTo(HttpFault.REQUEST_TIMEOUT);
    assertThat(text(reply)).isEqualTo("first half,");
    assertThat(text(https.exchange(get(server.https() + "/")))).isEqualTo("ok");
  }

  @Test
  @DisplayName("loses no request to a server that ends HTTP/2 connections now and then")
  void goAway() throws Exception {
    HttpSession https = secure(trusting(server));
    for (int i = 0; i < 20; i++) {
      HttpReply last = https.exchange(call("POST", server.https() + "/goodbye", List.of(), null));
      assertThat(last.fault()).isNull();
      assertThat(text(last)).isEqualTo("goodbye");
      HttpReply next = https.exchange(call("POST", server.https() + "/", List.of(), bytes("x")));
      assertThat(next.fault()).isNull();
    }
  }

  @Test
  @DisplayName("speaks HTTP/1.1 over TLS with a server that negotiates nothing")
  void http1OverTls() throws Exception {
    var tls = server.sslContext().getServerSocketFactory();
    RawServer.Talk talk =
        (wire, _) -> {
          wire.readHead();
          wire.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nplain old");
          wire.in().read();
        };
    try (var raw = new RawServer(tls.createServerSocket(0), talk)) {
      HttpReply reply =
          secure(trusting(server)).exchange(get("https://127.0.0.1:" + raw.port() + "/"));
      assertThat(reply.fault()).isNull();
      assertThat(reply.protocol()).isEqualTo("HTTP/1.1");
      assertThat(reply.tlsVersion()).isEqualTo("tls1.3");
      assertThat(text(reply)).isEqualTo("plain old");
    }
  }

  @Test
  @DisplayName("does not trust a certificate of an unknown authority, unless told to")
  void unknownAuthority() throws Exception {
    HttpReply refused = secure(TransportSettings.DEFAULTS).exchange(get(server.https() + "/"));
    assertThat(refused.fault())
        .isEqualTo(
            new HttpFault(
                HttpFault.TLS_UNKNOWN_CA, "x509: certificate signed by unknown authority"));
    assertThat(refused.status()).isZero();

    HttpReply taken =
        secure(TransportSettings.DEFAULTS.withInsecureSkipTlsVerify(true))
            .exchange(get(server.https() + "/"));
    assertThat(taken.fault()).isNull();
    assertThat(taken.protocol()).isEqualTo("HTTP/2.0");
  }

  @Test
  @DisplayName("does not trust a certificate for another host")
  void hostnameMismatch() throws Exception {
    try (var other = LoopbackServer.startForAnotherHost()) {
      HttpReply reply = secure(trusting(other)).exchange(get(other.https() + "/"));
      assertThat(reply.fault()).isNotNull();
      assertThat(reply.fault().code()).isEqualTo(HttpFault.TLS_HOSTNAME_MISMATCH);
      HttpReply named =
          secure(trusting(other))
              .exchange(get(other.https().replace("127.0.0.1", "localhost") + "/"));
      assertThat(named.fault()).isNotNull();
      assertThat(named.fault().code()).isEqualTo(HttpFault.TLS_HOSTNAME_MISMATCH);
    }
  }

  @Test
  @DisplayName("tells of a server that does not speak TLS")
  void noTls() throws Exception {
    HttpReply reply =
        secure(TransportSettings.DEFAULTS)
            .exchange(get(server.http().replace("http:", "https:") + "/"));
    assertThat(reply.fault()).isNotNull();
    assertThat(reply.fault().code()).isEqualTo(HttpFault.TLS_BAD_RECORD);
  }

  @Test
  @DisplayName("tells of refused and reset connections under https too")
  void socketFaultsUnderTls() throws Exception {
    HttpSession https = secure(TransportSettings.DEFAULTS);
    try (var raw = new RawServer((wire, _) -> wire.reset())) {
      HttpReply reply = https.exchange(get("https://127.0.0.1:" + raw.port() + "/"));
      assertThat(reply.fault()).isNotNull();
      assertThat(reply.fault().code()).isEqualTo(HttpFault.RESET_BY_PEER);
    }
    try (var raw = new RawServer((wire, _) -> wire.in().read())) {
      HttpReply reply = https.exchange(get("https://127.0.0.1:" + raw.port() + "/"));
      assertThat(reply.fault()).isEqualTo(new HttpFault(HttpFault.GENERIC, "EOF"));
    }
  }

  @Test
  @DisplayName("gives up connecting after the connect timeout")
  void connectTimeout() throws Exception {
    // A listener whose queue is full does not answer.
    try (var full = new FullListener()) {
      HttpSession slow =
          secure(TransportSettings.DEFAULTS.withConnectTimeout(Duration.ofMillis(200)));
      HttpReply reply = slow.exchange(get(full.url()));
      assertThat(reply.fault())
          .isEqualTo(new HttpFault(HttpFault.DIAL_TIMEOUT, "dial: i/o timeout"));
    }
  }

  @Test
  @DisplayName("gives up connecting when the request's own time is over")
  void timeoutWhileConnecting() throws Exception {
    try (var full = new FullListener()) {
      HttpReply reply = session.exchange(get(full.url(), Duration.ofMillis(200)));
      assertThat(reply.fault()).isNotNull();
      assertThat(reply.fault().code()).isEqualTo(HttpFault.REQUEST_TIMEOUT);
    }
  }
}
