package dev.runner.trace;

import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A session that gives requests a header `traceparent`, see
/// <https://www.w3.org/TR/trace-context/>, and makes a span of each. Requests that have one already
/// are left alone: the script traces by itself.
final class TracingSession implements HttpSession.Wrapper {
  private static final String HEADER = "Traceparent";

  private final HttpSession session;
  private final int vuId;
  private final RandomGenerator random;
  private final SpanExport export;

  TracingSession(HttpSession session, int vuId, RandomGenerator random, SpanExport export) {
    this.session = session;
    this.vuId = vuId;
    this.random = random;
    this.export = export;
  }

  @Override
  public HttpReply exchange(HttpCall call) throws InterruptedException {
    Span span = begin(call);
    if (span == null) {
      return session.exchange(call);
    }
    HttpReply reply = session.exchange(with(call, span));
    end(span, call, reply);
    return reply;
  }

  @Override
  public Pending start(HttpCall call, Consumer<HttpReply> done) {
    Span span = begin(call);
    if (span == null) {
      return session.start(call, done);
    }
    return session.start(
        with(call, span),
        reply -> {
          end(span, call, reply);
          done.accept(reply);
        });
  }

  private @Nullable Span begin(HttpCall call) {
    for (HttpCall.Header header : call.headers()) {
      if (header.name().equalsIgnoreCase(HEADER)) {
        return null;
      }
    }
    boolean sampled = export.share() >= 1 || random.nextDouble() < export.share();
    return new Span(notZero(), notZero(), notZero(), sampled, export.clock().nanoTime());
  }

  /// No identity may be zero.
  private long notZero() {
    long number = random.nextLong();
    return number == 0 ? 1 : number;
  }

  private static HttpCall with(HttpCall call, Span span) {
    var headers = new ArrayList<>(call.headers());
    headers.add(new HttpCall.Header(HEADER, span.traceparent()));
    return new HttpCall(
        call.method(),
        call.uri(),
        headers,
        call.body(),
        call.timeoutNanos(),
        call.keepBody(),
        call.same());
  }

  private void end(Span span, HttpCall call, HttpReply reply) {
    if (span.sampled()) {
      export.add(span.encode(call, reply, vuId, export.clock()));
    }
  }

  @Override
  public HttpSession session() {
    return session;
  }
}
