package dev.runner.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/// Receives requests, lets the guard look at them, sends answers.
final class ControlHandler extends Handler.Abstract {
  /// The largest body of a request, in bytes.
  private static final int MAX_BODY = 4 << 20;

  private final Guard guard;
  private final Api api;

  ControlHandler(Guard guard, Api api) {
    this.guard = guard;
    this.api = api;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpFields headers = request.getHeaders();
    Optional<Reply> refusal =
        guard.turnsAway(
            new Guard.Visitor(
                headers.get(HttpHeader.HOST),
                headers.get(HttpHeader.ORIGIN),
                headers.get("Sec-Fetch-Site"),
                headers.get(HttpHeader.AUTHORIZATION)));
    if (refusal.isPresent()) {
      send(refusal.get(), response, callback);
      return true;
    }
    Content.Source.asByteArrayAsync(
        request,
        MAX_BODY,
        Promise.Invocable.from(
            InvocationType.BLOCKING,
            body -> send(answer(request, body), response, callback),
            failure -> {
              if (failure instanceof IllegalStateException) {
                send(tooLarge(), response, callback);
              } else {
                callback.failed(failure);
              }
            }));
    return true;
  }

  private static Reply tooLarge() {
    return Reply.error(413, "Content Too Large", "the body is larger than " + MAX_BODY + " bytes");
  }

  private Reply answer(Request request, byte[] body) {
    try {
      return api.answer(
          request.getMethod(),
          request.getHttpURI().getDecodedPath(),
          new String(body, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.error(503, "Ending", "the test is over");
    } catch (RuntimeException e) {
      // Nobody but this interface is to blame; the test goes on.
      return Reply.error(500, "Fault of runner", e.toString());
    }
  }

  private static void send(Reply reply, Response response, Callback callback) {
    response.setStatus(reply.status());
    response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, reply.contentType()));
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (!reply.allow().isEmpty()) {
      response.getHeaders().put(HttpHeader.ALLOW, reply.allow());
    }
    if (reply.status() == 401) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    }
    response.write(true, ByteBuffer.wrap(reply.body().getBytes(StandardCharsets.UTF_8)), callback);
  }
}
