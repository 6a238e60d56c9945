package dev.runner.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpFault;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import dev.runner.transport.HttpTransport;
import dev.runner.transport.SameConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [HttpTransport] has to do.
@Timeout(60)
abstract class HttpTransportContract {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  static LoopbackServer server;

  HttpTransport transport;
  HttpSession session;

  abstract HttpTransport newTransport(TransportSettings settings);

  @BeforeAll
  static void startServer() throws Exception {
    server = LoopbackServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void openSession() {
    transport = newTransport(TransportSettings.DEFAULTS);
    session = transport.open(1);
  }

  @AfterEach
  void closeTransport() {
    session.close();
    transport.close();
  }

  static HttpCall call(String method, String url, List<HttpCall.Header> headers, byte[] body) {
    return new HttpCall(method, URI.create(url), headers, body, PATIENCE.toNanos(), true);
  }

  static HttpCall get(String url) {
    return call("GET", url, List.of(), null);
  }

  static HttpCall get(String url, Duration timeout) {
    return new HttpCall("GET", URI.create(url), List.of(), null, timeout.toNanos(), true);
  }

  static HttpCall.Header header(String name, String value) {
    return new HttpCall.Header(name, value);
  }

  static String text(HttpReply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The head of a message, with the empty line behind it.
  static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  /// The head of the request that reaches a server's socket.
  String wire(HttpCall call) throws Exception {
    BlockingQueue<String> heads = new LinkedBlockingQueue<>();
    try (var raw =
        new RawServer(
            (wire, _) -> {
              String head = wire.readHead();
              String rest = call.body() == null ? "" : wire.read(call.body().length);
              heads.add(head + rest);
              wire.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              wire.in().read();
            })) {
      URI uri = URI.create(raw.url() + call.uri().getRawPath());
      HttpReply reply =
          session.exchange(
              new HttpCall(
                  call.method(), uri, call.headers(), call.body(), call.timeoutNanos(), true));
      assertThat(reply.fault()).isNull();
      return heads.take().replace("127.0.0.1:" + raw.port(), "HOST");
    }
  }

  @Test
  @DisplayName("a reply has status, reason, protocol, headers, body and the peer's address")
  void reply() throws Exception {
    HttpReply reply = session.exchange(get(server.http() + "/bytes/3"));

    assertThat(reply.fault()).isNull();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.reason()).isEqualTo("OK");
    assertThat(reply.protocol()).isEqualTo("HTTP/1.1");
    assertThat(reply.headers()).contains(header("Content-Length", "3"));
    assertThat(text(reply)).isEqualTo("xxx");
    assertThat(reply.remoteIp()).isEqualTo("127.0.0.1");
    assertThat(server.http()).endsWith(":" + reply.remotePort());
    assertThat(reply.tlsVersion()).isEmpty();
    assertThat(reply.tlsCipherSuite()).isEmpty();
  }

  @Test
  @DisplayName("a GET puts nothing on the wire but the request line, Host and the given headers")
  void headersOnTheWire() throws Exception {
    assertThat(wire(call("GET", "http://x/a%20b/", List.of(header("User-Agent", "me/1")), null)))
        .isEqualTo("GET /a%20b/ HTTP/1.1\r\nHost: HOST\r\nUser-Agent: me/1\r\n\r\n");
    assertThat(wire(get("http://x/"))).isEqualTo("GET / HTTP/1.1\r\nHost: HOST\r\n\r\n");
  }

  @Test
  @DisplayName("headers keep their order and repeat where they are repeated")
  void headerOrder() throws Exception {
    var headers =
        List.of(
            header("X-B", "1"),
            header("Accept", "*/*"),
            header("X-A", "2"),
            header("X-B", "3"),
            header("Cookie", "a=b; c=d"));

    assertThat(wire(call("GET", "http://x/", headers, null)))
        .isEqualTo(
            head(
                "GET / HTTP/1.1",
                "Host: HOST",
                "X-B: 1",
                "Accept: */*",
                "X-A: 2",
                "X-B: 3",
                "Cookie: a=b; c=d"));
  }

  @Test
  @DisplayName("a Host header replaces the host of the URL")
  void hostHeader() throws Exception {
    assertThat(wire(call("GET", "http://x/", List.of(header("Host", "shop.example")), null)))
        .isEqualTo("GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n");
  }

  @Test
  @DisplayName("a body goes out with its true length, whatever the headers claim")
  void bodyLength() throws Exception {
    assertThat(
            wire(
                call("POST", "http://x/", List.of(header("Content-Length", "99")), bytes("hello"))))
        .isEqualTo("POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\n\r\nhello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH"})
  @DisplayName("a method that means to send a body says so if there is none")
  void emptyBody(String method) throws Exception {
    assertThat(wire(call(method, "http://x/", List.of(), null)))
        .isEqualTo(method + " / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "OPTIONS", "HEAD", "PURGE", "get"})
  @DisplayName("other methods go out as they are written and without a length")
  void methods(String method) throws Exception {
    assertThat(wire(call(method, "http://x/", List.of(), null)))
        .isEqualTo(method + " / HTTP/1.1\r\nHost: HOST\r\n\r\n");
  }

  @Test
  @DisplayName("a Content-Type without a body does not make one")
  void contentTypeAlone() throws Exception {
    assertThat(wire(call("GET", "http://x/", List.of(header("Content-Type", "a/b")), null)))
        .isEqualTo(head("GET / HTTP/1.1", "Host: HOST", "Content-Type: a/b"));
  }

  @Test
  @DisplayName("text beyond ASCII goes out as UTF-8")
  void utf8() throws Exception {
    HttpReply reply =
        session.exchange(
            call("GET", server.http() + "/echo/ä?ö=ü", List.of(header("X-Name", "Zoë")), null));

    assertThat(text(reply)).startsWith("GET /echo/%C3%A4?%C3%B6=%C3%BC\n");
    String head = wire(call("GET", "http://x/", List.of(header("X-Name", "Zoë")), null));
    assertThat(new String(head.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
        .isEqualTo(head("GET / HTTP/1.1", "Host: HOST", "X-Name: Zoë"));
  }

  @Test
  @DisplayName("path, query and body reach the server")
  void echo() throws Exception {
    HttpReply reply =
        session.exchange(
            call("PUT", server.http() + "/echo/%C3%A4?q=1&r=%20+", List.of(), bytes("büdy")));

    assertThat(text(reply)).startsWith("PUT /echo/%C3%A4?q=1&r=%20+\n").endsWith("\n\nbüdy");
  }

  @Test
  @DisplayName("user and password in the URL do not reach the server in the Host header")
  void userInfo() throws Exception {
    HttpReply reply =
        session.exchange(get(server.http().replace("http://", "http://me:secret@") + "/echo"));

    assertThat(text(reply)).startsWith("GET /echo\n").doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 301, 302, 304, 401, 404, 407, 500, 503})
  @DisplayName("any status is a reply like any other: nothing is followed, nothing is answered")
  void statuses(int status) throws Exception {
    HttpReply reply = session.exchange(get(server.http() + "/status/" + status));

    assertThat(reply.fault()).isNull();
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.body()).isEmpty();
  }

  @Test
  @DisplayName("a redirect, a challenge and a compressed body come back untouched")
  void untouched() throws Exception {
    try (var raw =
        new RawServer(
            (wire, _) -> {
              wire.readHead();
              wire.write(
                  head(
                          "HTTP/1.1 302 Found",
                          "Location: /elsewhere",
                          "Content-Encoding: gzip",
                          "WWW-Authenticate: Basic realm=\"x\"",
                          "Set-Cookie: a=b",
                          "Set-Cookie: c=d",
                          "Content-Length: 4")
                      + "zzzz");
              String next = wire.readHead();
              wire.write("HTTP/1.1 200 OK\r\nContent-Length: " + next.length() + "\r\n\r\n" + next);
            })) {
      HttpReply reply = session.exchange(get(raw.url()));

      assertThat(reply.status()).isEqualTo(302);
      assertThat(text(reply)).isEqualTo("zzzz");
      assertThat(reply.headers())
          .containsExactly(
              header("Location", "/elsewhere"),
              header("Content-Encoding", "gzip"),
              header("WWW-Authenticate", "Basic realm=\"x\""),
              header("Set-Cookie", "a=b"),
              header("Set-Cookie", "c=d"),
              header("Content-Length", "4"));
      assertThat(text(session.exchange(get(raw.url())))).doesNotContain("Cookie", "a=b");
      assertThat(raw.connections()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("the reply to HEAD has headers and no body")
  void head() throws Exception {
    HttpReply reply = session.exchange(call("HEAD", server.http() + "/bytes/10", List.of(), null));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).contains(header("Content-Length", "10"));
    assertThat(reply.body()).isEmpty();
  }

  @Test
  @DisplayName("chunked bodies and bodies that end with the connection are whole")
  void framing() throws Exception {
    try (var raw =
        new RawServer(
            (wire, number) -> {
              wire.readHead();
              wire.write(
                  number == 1
                      ? head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Connection: close")
                          + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
                      : "HTTP/1.0 200 Fine\r\n\r\nto the end");
            })) {
      assertThat(text(session.exchange(get(raw.url())))).isEqualTo("abcde");
      HttpReply old = session.exchange(get(raw.url()));
      assertThat(text(old)).isEqualTo("to the end");
      assertThat(old.protocol()).isEqualTo("HTTP/1.0");
      assertThat(old.reason()).isEqualTo("Fine");
    }
  }

  @Test
  @DisplayName("requests that are tied together share a connection, which others leave to them")
  void sameConnection() throws Exception {
    try (var raw =
        new RawServer(
            (wire, number) -> {
              while (true) {
                boolean refused = wire.readHead().startsWith("GET /first");
                wire.write(
                    (refused ? "HTTP/1.1 401 No" : "HTTP/1.1 200 OK")
                        + "\r\nContent-Length: 1\r\n\r\n"
                        + number);
              }
            })) {
      var same = new SameConnection(reply -> reply.status() == 401);
      var first =
          new HttpCall(
              "GET",
              URI.create(raw.url() + "/first"),
              List.of(),
              null,
              PATIENCE.toNanos(),
              true,
              same);
      var second =
          new HttpCall(
              "GET",
              URI.create(raw.url() + "/second"),
              List.of(),
              null,
              PATIENCE.toNanos(),
              true,
              same);

      assertThat(text(session.exchange(first))).isEqualTo("1");
      assertThat(text(session.exchange(get(raw.url() + "/other")))).isEqualTo("2");
      assertThat(text(session.exchange(second))).isEqualTo("1");
      assertThat(raw.connections()).isEqualTo(2);

      // It is everyone's again.
      HttpReply third = session.exchange(get(raw.url() + "/other"));
      assertThat(text(third)).isIn("1", "2");
      assertThat(raw.connections()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("interim responses are passed over")
  void interim() throws Exception {
    try (var raw =
        new RawServer(
            (wire, _) -> {
              wire.readHead();
              wire.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
              wire.write("HTTP/1.1 102 Processing\r\n\r\n");
              wire.write("HTTP/1.1 201 Created\r\nX: y\r\nContent-Length: 2\r\n\r\nok");
              wire.in().read();
            })) {
      HttpReply reply = session.exchange(get(raw.url()));

      assertThat(reply.status()).isEqualTo(201);
      assertThat(reply.headers()).containsExactly(header("X", "y"), header("Content-Length", "2"));
      assertThat(text(reply)).isEqualTo("ok");
    }
  }

  @Test
  @DisplayName("a body of 100 MB comes whole, and is thrown away if nobody wants it")
  void largeReply() throws Exception {
    String url = server.http() + "/bytes/100000000";

    HttpReply kept = session.exchange(get(url));
    assertThat(kept.body()).hasSize(100_000_000);
    assertThat(kept.body()[99_999_999]).isEqualTo((byte) 'x');

    session.drainTraffic();
    HttpReply thrown =
        session.exchange(
            new HttpCall("GET", URI.create(url), List.of(), null, PATIENCE.toNanos(), false));
    assertThat(thrown.status()).isEqualTo(200);
    assertThat(thrown.body()).isEmpty();
    assertThat(session.drainTraffic().received()).isGreaterThan(100_000_000);
  }

  @Test
  @DisplayName("a large body is sent whole")
  void largeRequest() throws Exception {
    byte[] body = new byte[5_000_000];
    Arrays.fill(body, (byte) 'y');

    HttpReply reply = session.exchange(call("POST", server.http() + "/echo", List.of(), body));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(text(reply))
        .contains("Content-Length: 5000000")
        .endsWith("\n\n" + "y".repeat(5_000_000));
    assertThat(session.drainTraffic().sent()).isGreaterThan(5_000_000);
  }

  @Test
  @DisplayName("a session reuses its connection, and only the first request pays for connecting")
  void keepAlive() throws Exception {
    HttpReply first = session.exchange(get(server.http() + "/peer"));
    HttpReply second = session.exchange(get(server.http() + "/peer"));

    assertThat(text(second)).isEqualTo(text(first));
    assertThat(first.timings().connecting()).isPositive();
    assertThat(second.timings().connecting()).isZero();
    assertThat(second.timings().tlsHandshaking()).isZero();
  }

  @Test
  @DisplayName("after closing idle connections the next request opens a new one")
  void closeIdle() throws Exception {
    String first = text(session.exchange(get(server.http() + "/peer")));
    session.closeIdleConnections();
    HttpReply second = session.exchange(get(server.http() + "/peer"));

    assertThat(text(second)).isNotEqualTo(first);
    assertThat(second.timings().connecting()).isPositive();
  }

  @Test
  @DisplayName("without connection reuse each request has a connection of its own and says so")
  void noReuse() throws Exception {
    try (HttpTransport fresh =
            newTransport(TransportSettings.DEFAULTS.withNoConnectionReuse(true));
        HttpSession once = fresh.open(1)) {
      String first = text(once.exchange(get(server.http() + "/peer")));
      String second = text(once.exchange(get(server.http() + "/peer")));
      assertThat(second).isNotEqualTo(first);
      assertThat(text(once.exchange(get(server.http() + "/echo")))).contains("Connection: close");
    }
  }

  @Test
  @DisplayName("sessions running at once have connections of their own")
  void ownConnections() throws Exception {
    int sessions = 50;
    Set<String> ports = new HashSet<>();
    List<Thread> threads = new ArrayList<>();
    List<AtomicReference<String>> results = new ArrayList<>();
    var allAnswered = new CountDownLatch(sessions);
    for (int i = 1; i <= sessions; i++) {
      var result = new AtomicReference<String>();
      results.add(result);
      int id = i;
      threads.add(
          Thread.startVirtualThread(
              () -> {
                try (HttpSession own = transport.open(id)) {
                  String port = text(own.exchange(get(server.http() + "/peer")));
                  for (int n = 0; n < 20; n++) {
                    assertThat(text(own.exchange(get(server.http() + "/peer")))).isEqualTo(port);
                  }
                  allAnswered.countDown();
                  allAnswered.await();
                  result.set(port);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    results.forEach(result -> ports.add(result.get()));
    assertThat(ports).doesNotContainNull().hasSize(sessions);
  }

  @Test
  @DisplayName("closing a session closes its connections")
  void closeSession() throws Exception {
    session.exchange(get(server.http() + "/"));
    assertThat(server.connections()).isPositive();

    session.close();

    long end = System.nanoTime() + PATIENCE.toNanos();
    while (server.connections() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(server.connections()).isZero();
    assertThat(session.exchange(get(server.http() + "/")).fault()).isNotNull();
  }

  @Test
  @DisplayName("traffic counts every byte on the wire since it was last asked for")
  void traffic() throws Exception {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    BlockingQueue<Integer> sizes = new LinkedBlockingQueue<>();
    try (var raw =
        new RawServer(
            (wire, _) -> {
              while (true) {
                sizes.add(wire.readHead().length());
                wire.write(answer);
              }
            })) {
      session.exchange(get(raw.url() + "/one"));
      assertThat(session.drainTraffic())
          .isEqualTo(new HttpSession.Traffic(sizes.take(), answer.length()));
      assertThat(session.drainTraffic()).isEqualTo(HttpSession.Traffic.NONE);
      session.exchange(get(raw.url() + "/another"));
      assertThat(session.drainTraffic())
          .isEqualTo(new HttpSession.Traffic(sizes.take(), answer.length()));
    }
  }

  @Test
  @DisplayName("the time before the first byte counts as waiting, the time after as receiving")
  void timings() throws Exception {
    HttpReply late = session.exchange(get(server.http() + "/delay/150"));
    assertThat(late.timings().waiting()).isBetween(140_000_000L, PATIENCE.toNanos());
    assertThat(late.timings().sending()).isLessThan(late.timings().waiting());
    assertThat(late.timings().receiving()).isLessThan(late.timings().waiting());

    HttpReply slow = session.exchange(get(server.http() + "/half/150"));
    assertThat(text(slow)).isEqualTo("first half,second half");
    assertThat(slow.timings().receiving()).isBetween(140_000_000L, PATIENCE.toNanos());
    assertThat(slow.timings().duration())
        .isEqualTo(
            slow.timings().sending() + slow.timings().waiting() + slow.timings().receiving());
  }

  @Test
  @DisplayName("a request that takes too long is a timeout after about that time")
  void timeout() throws Exception {
    long before = System.nanoTime();
    HttpReply reply = session.exchange(get(server.http() + "/delay/5000", Duration.ofMillis(200)));
    long took = System.nanoTime() - before;

    assertThat(reply.fault())
        .isEqualTo(new HttpFault(HttpFault.REQUEST_TIMEOUT, "request timeout"));
    assertThat(reply.status()).isZero();
    assertThat(reply.protocol()).isEmpty();
    assertThat(took).isBetween(190_000_000L, 2_000_000_000L);
    assertThat(reply.timings().duration()).isBetween(100_000_000L, 2_000_000_000L);
    assertThat(text(session.exchange(get(server.http() + "/")))).isEqualTo("ok");
  }

  @Test
  @DisplayName("after a timeout the body holds what had come")
  void timeoutInBody() throws Exception {
    HttpReply reply = session.exchange(get(server.http() + "/half/5000", Duration.ofMillis(300)));

    assertThat(reply.fault()).isNotNull();
    assertThat(reply.fault().code()).isEqualTo(HttpFault.REQUEST_TIMEOUT);
    assertThat(text(reply)).isEqualTo("first half,");
  }

  @Test
  @DisplayName("a short timeout is kept although another session waits with a longer one")
  void timeoutsMix() throws Exception {
    Thread patient =
        Thread.startVirtualThread(
            () -> {
              try (HttpSession other = transport.open(2)) {
                other.exchange(get(server.http() + "/delay/1000"));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    long before = System.nanoTime();
    for (int i = 0; i < 3; i++) {
      HttpReply reply =
          session.exchange(get(server.http() + "/delay/5000", Duration.ofMillis(100)));
      assertThat(reply.fault()).isNotNull();
    }
    assertThat(System.nanoTime() - before).isBetween(290_000_000L, 3_000_000_000L);
    patient.join();
  }

  @Test
  @DisplayName("an interrupt ends the wait, aborts the request and leaves the session usable")
  void interrupt() throws Exception {
    var arrived = new CountDownLatch(1);
    var closed = new CountDownLatch(1);
    try (var raw =
        new RawServer(
            (wire, _) -> {
              wire.readHead();
              arrived.countDown();
              if (wire.in().read() < 0) {
                closed.countDown();
              }
            })) {
      var seen = new AtomicReference<Throwable>();
      Thread user =
          Thread.startVirtualThread(
              () -> {
                try {
                  session.exchange(get(raw.url()));
                } catch (InterruptedException e) {
                  seen.set(e);
                }
              });
      arrived.await();
      user.interrupt();
      user.join();

      assertThat(seen.get()).isInstanceOf(InterruptedException.class);
      assertThat(closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(session.drainTraffic().sent()).isPositive();
      assertThat(text(session.exchange(get(server.http() + "/")))).isEqualTo("ok");
    }
  }

  @Test
  @DisplayName("a thread that is interrupted already sends nothing")
  void interruptedBefore() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> session.exchange(get(server.http() + "/")))
        .isInstanceOf(InterruptedException.class);
    assertThat(session.drainTraffic()).isEqualTo(HttpSession.Traffic.NONE);
  }

  @Test
  @DisplayName("an unpark out of the blue does not end the wait")
  void spuriousWakeUp() throws Exception {
    var reply = new AtomicReference<HttpReply>();
    Thread user =
        Thread.startVirtualThread(
            () -> {
              try {
                reply.set(session.exchange(get(server.http() + "/delay/300")));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    while (user.isAlive()) {
      java.util.concurrent.locks.LockSupport.unpark(user);
      Thread.sleep(5);
    }
    assertThat(reply.get().fault()).isNull();
    assertThat(text(reply.get())).isEqualTo("late");
  }

  @Test
  @DisplayName("nobody listens: connection refused")
  void refused() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = socket.getLocalPort();
    }
    HttpReply reply = session.exchange(get("http://127.0.0.1:" + port + "/"));

    assertThat(reply.fault())
        .isEqualTo(new HttpFault(HttpFault.DIAL_REFUSED, "dial: connection refused"));
    assertThat(reply.remoteIp()).isEmpty();
    assertThat(reply.remotePort()).isZero();
    assertThat(reply.timings().connecting()).isZero();
    assertThat(reply.timings().duration()).isZero();
  }

  @Test
  @DisplayName("a name that does not exist: no such host")
  void unknownHost() throws Exception {
    HttpReply reply = session.exchange(get("http://nonexistent.invalid/"));

    assertThat(reply.fault()).isNotNull();
    assertThat(reply.fault().code()).isEqualTo(HttpFault.DNS_NO_SUCH_HOST);
    assertThat(reply.fault().message()).contains("no such host");
  }

  @Test
  @DisplayName("names of hosts are looked up")
  void namedHost() throws Exception {
    HttpReply reply = session.exchange(get(server.http().replace("127.0.0.1", "localhost")));

    assertThat(reply.fault()).isNull();
    assertThat(reply.remoteIp()).isEqualTo("127.0.0.1");
  }

  @Test
  @DisplayName("the server resets the connection: reset by peer")
  void reset() throws Exception {
    try (var raw =
        new RawServer(
            (wire, _) -> {
              wire.readHead();
              wire.reset();
            })) {
      assertThat(session.exchange(get(raw.url())).fault())
          .isEqualTo(new HttpFault(HttpFault.RESET_BY_PEER, "read: connection reset by peer"));
    }
  }

  @Test
  @DisplayName("the server hangs up without a word or in mid sentence: EOF, unexpected EOF")
  void endOfStream() throws Exception {
    try (var raw = new RawServer((wire, _) -> wire.readHead())) {
      assertThat(session.exchange(get(raw.url())).fault())
          .isEqualTo(new HttpFault(HttpFault.GENERIC, "EOF"));
    }
    try (var raw =
        new RawServer(
            (wire, _) -> {
              wire.readHead();
              wire.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            })) {
      assertThat(session.exchange(get(raw.url())).fault())
          .isEqualTo(new HttpFault(HttpFault.GENERIC, "unexpected EOF"));
    }
  }

  @Test
  @DisplayName("what is no HTTP response is a failure")
  void garbage() throws Exception {
    try (var raw =
        new RawServer(
            (wire, _) -> {
              wire.readHead();
              wire.write("SSH-2.0-OpenSSH_9.9\r\n\r\n");
              wire.in().read();
            })) {
      HttpReply reply = session.exchange(get(raw.url()));
      assertThat(reply.fault()).isNotNull();
      assertThat(reply.fault().code()).isEqualTo(HttpFault.GENERIC);
      assertThat(reply.status()).isZero();
    }
  }

  @Test
  @DisplayName("a kept connection that the server has closed is replaced without anybody noticing")
  void staleConnection() throws Exception {
    try (var raw =
        new RawServer(
            (wire, number) -> {
              wire.readHead();
              wire.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + number);
              // Hangs up on the second request, as a server does whose patience just ended.
              if (number == 1) {
                wire.readHead();
              }
            })) {
      assertThat(text(session.exchange(get(raw.url())))).isEqualTo("1");
      HttpReply second = session.exchange(get(raw.url()));
      assertThat(second.fault()).isNull();
      assertThat(text(second)).isEqualTo("2");
      assertThat(second.timings().connecting()).isPositive();
    }
  }

  @Test
  @DisplayName("a POST that a server may have seen is not sent twice")
  void noSecondPost() throws Exception {
    try (var raw =
        new RawServer(
            (wire, number) -> {
              wire.readHead();
              wire.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + number);
              wire.readHead();
            })) {
      session.exchange(call("POST", raw.url(), List.of(), null));
      HttpReply second = session.exchange(call("POST", raw.url(), List.of(), null));
      assertThat(second.fault()).isEqualTo(new HttpFault(HttpFault.GENERIC, "EOF"));
      assertThat(raw.connections()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("an unsupported scheme is a failed reply")
  void scheme() throws Exception {
    HttpReply reply = session.exchange(get("ftp://127.0.0.1/"));
    assertThat(reply.fault())
        .isEqualTo(new HttpFault(HttpFault.GENERIC, "unsupported protocol scheme \"ftp\""));
  }

  /// The replies to as many requests at the same time.
  private List<HttpReply> together(HttpTransport over, LoopbackServer at, String url, int count)
      throws Exception {
    BlockingQueue<HttpReply> replies = new LinkedBlockingQueue<>();
    try (HttpSession mine = over.open(1)) {
      for (int i = 0; i < count; i++) {
        HttpSession.Pending _ = mine.start(get(url), replies::add);
      }
      var all = new ArrayList<HttpReply>();
      for (int i = 0; i < count; i++) {
        HttpReply reply = replies.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(reply).isNotNull();
        assertThat(reply.fault()).isNull();
        all.add(reply);
      }
      assertThat(at.connections()).isPositive();
      return all;
    }
  }

  @Test
  @DisplayName("started requests go on at the same time, each on a connection of its own")
  void startsTogether() throws Exception {
    try (LoopbackServer meeting = LoopbackServer.start(new Rendezvous())) {
      List<HttpReply> replies = together(transport, meeting, meeting.http() + "/meet/5/", 5);
      assertThat(replies).extracting(HttpTransportContract::text).doesNotHaveDuplicates();
    }
  }

  @Test
  @DisplayName("started HTTP/2 requests share one connection, which only one of them opens")
  void multiplexes() throws Exception {
    try (LoopbackServer meeting = LoopbackServer.start(new Rendezvous());
        HttpTransport trusting =
            newTransport(TransportSettings.DEFAULTS.withTrustStore(meeting.trustStore()))) {
      List<HttpReply> replies = together(trusting, meeting, meeting.https() + "/meet/8/", 8);
      assertThat(replies)
          .extracting(HttpTransportContract::text)
          .containsOnly(text(replies.get(0)));
      assertThat(replies).filteredOn(reply -> reply.timings().tlsHandshaking() > 0).hasSize(1);
    }
  }

  @Test
  @DisplayName("a started request can be cancelled; others on its HTTP/2 connection go on")
  void cancels() throws Exception {
    BlockingQueue<HttpReply> replies = new LinkedBlockingQueue<>();
    var guests = new Rendezvous();
    try (LoopbackServer meeting = LoopbackServer.start(guests);
        HttpTransport trusting =
            newTransport(TransportSettings.DEFAULTS.withTrustStore(meeting.trustStore()));
        HttpSession mine = trusting.open(1)) {
      HttpSession.Pending stuck = mine.start(get(meeting.https() + "/meet/3/"), replies::add);
      guests.awaitRequest();
      HttpSession.Pending _ = mine.start(get(meeting.https() + "/meet/3/"), replies::add);
      guests.awaitRequest();
      stuck.cancel();
      HttpReply last = mine.exchange(get(meeting.https() + "/meet/3/"));
      HttpReply other = replies.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(other).isNotNull();
      assertThat(text(other)).startsWith("/meet/3/").isEqualTo(text(last));
      assertThat(replies).isEmpty();
    }
  }

  @Test
  @DisplayName("a started request times out by itself")
  void startedTimesOut() throws Exception {
    BlockingQueue<HttpReply> replies = new LinkedBlockingQueue<>();
    HttpSession.Pending _ =
        session.start(get(server.http() + "/delay/15000", Duration.ofMillis(50)), replies::add);
    HttpReply reply = replies.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(reply).isNotNull();
    assertThat(reply.fault()).isEqualTo(Faults.REQUEST_TIMEOUT);
  }
}
