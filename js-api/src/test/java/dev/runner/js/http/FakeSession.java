package dev.runner.js.http;

import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpCall.Header;
import dev.runner.transport.HttpFault;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import dev.runner.transport.HttpTimings;
import dev.runner.transport.Ocsp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// Connections that remember what was sent and answer as told, else `200 OK`.
final class FakeSession implements HttpSession {
  static final HttpTimings TIMINGS =
      new HttpTimings(1_000_000, 2_000_000, 3_000_000, 4_000_000, 5_000_000, 6_500_000);

  final List<HttpCall> calls = new ArrayList<>();
  private final Deque<HttpReply> replies = new ArrayDeque<>();
  boolean interrupts;
  Runnable onExchange = () -> {};

  FakeSession answer(int status, String body, String... headers) {
    return answer(status, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  FakeSession answer(int status, byte[] body, String... headers) {
    replies.add(reply(status, body, headers));
    return this;
  }

  FakeSession answer(HttpReply reply) {
    replies.add(reply);
    return this;
  }

  FakeSession fail(int code, String message, String partOfBody) {
    byte[] body = partOfBody.getBytes(StandardCharsets.UTF_8);
    replies.add(
        new HttpReply(
            0,
            "",
            "",
            List.of(),
            body,
            "",
            0,
            "",
            "",
            Ocsp.NONE,
            HttpTimings.ZERO,
            42,
            new HttpFault(code, message)));
    return this;
  }

  static HttpReply reply(int status, byte[] body, String... headers) {
    var lines = new ArrayList<Header>();
    for (int i = 0; i < headers.length; i += 2) {
      lines.add(new Header(headers[i], headers[i + 1]));
    }
    String reason =
        switch (status) {
          case 200 -> "OK";
          case 302 -> "Found";
          case 404 -> "Not Found";
          default -> "Reason";
        };
    return new HttpReply(
        status,
        reason,
        "HTTP/1.1",
        lines,
        body,
        "127.0.0.1",
        8080,
        "",
        "",
        Ocsp.NONE,
        TIMINGS,
        42,
        null);
  }

  @Override
  public HttpReply exchange(HttpCall call) throws InterruptedException {
    if (interrupts) {
      throw new InterruptedException();
    }
    calls.add(call);
    onExchange.run();
    HttpReply reply = replies.poll();
    return reply == null ? reply(200, new byte[0]) : reply;
  }

  @Override
  public Pending start(HttpCall call, Consumer<HttpReply> done) {
    try {
      done.accept(exchange(call));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return () -> {};
  }

  HttpCall last() {
    return calls.getLast();
  }

  /// The value of a header of a call, null if it was not sent.
  static String header(HttpCall call, String name) {
    return call.headers().stream()
        .filter(header -> header.name().equals(name))
        .map(Header::value)
        .reduce((a, b) -> a + " AND " + b)
        .orElse(null);
  }

  static String body(HttpCall call) {
    return call.body() == null ? null : new String(call.body(), StandardCharsets.UTF_8);
  }

  @Override
  public Traffic drainTraffic() {
    return Traffic.NONE;
  }

  @Override
  public void closeIdleConnections() {}

  @Override
  public void close() {}
}
