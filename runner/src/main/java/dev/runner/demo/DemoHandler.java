package dev.runner.demo;

import dev.runner.compression.ContentEncodings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;
import org.eclipse.jetty.util.Promise;

/// Receives requests, asks the routes, sends their answers; never blocks.
final class DemoHandler extends Handler.Abstract {
  /// The largest body of a request, in bytes.
  static final int MAX_BODY = 16 << 20;

  private static final byte[] NO_BODY = {};

  private final Routes routes;

  DemoHandler(Routes routes) {
    super(InvocationType.NON_BLOCKING);
    this.routes = routes;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long length = request.getLength();
    if (length > MAX_BODY) {
      refuse(request, response, callback);
    } else if (length == 0
        || (length < 0 && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING))) {
      answer(NO_BODY, request, response, callback);
    } else {
      Content.Source.asByteArrayAsync(
          request,
          MAX_BODY,
          Promise.Invocable.from(
              InvocationType.NON_BLOCKING,
              body -> answer(body, request, response, callback),
              failure -> {
                if (failure instanceof IllegalStateException) {
                  refuse(request, response, callback);
                } else {
                  callback.failed(failure);
                }
              }));
    }
    return true;
  }

  /// Refuses a body that is too large, after reading it: clients that are still sending when a
  /// connection ends lose the answer.
  private void refuse(Request request, Response response, Callback callback) {
    Answer answer = Answer.error(413, "the body is larger than " + MAX_BODY + " bytes");
    Content.Source.consumeAll(
        request,
        Callback.from(
            InvocationType.NON_BLOCKING, () -> send(answer, request, response, callback)));
  }

  private void answer(byte[] body, Request request, Response response, Callback callback) {
    Answer answer;
    try {
      answer = routes.answer(request, decoded(request, body));
    } catch (Refused e) {
      answer = e.answer();
    } catch (RuntimeException e) {
      // Nobody but this server is to blame; the connection and the server go on.
      answer = Answer.error(500, e.toString());
    }
    send(answer, request, response, callback);
  }

  private static byte[] decoded(Request request, byte[] body) {
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (encoding == null || body.length == 0) {
      return body;
    }
    try {
      return ContentEncodings.decode(body, encoding, MAX_BODY);
    } catch (IOException e) {
      throw Refused.bad("the body is not " + encoding + ": " + e.getMessage());
    }
  }

  private void send(Answer answer, Request request, Response response, Callback callback) {
    switch (answer) {
      case Answer.Content content -> send(content, response, callback);
      case Answer.Later later ->
          request
              .getComponents()
              .getScheduler()
              .schedule(
                  () -> send(later.then(), response, callback),
                  later.delayNanos(),
                  TimeUnit.NANOSECONDS);
      case Answer.Noise noise -> {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, noise.size());
        if (request.getMethod().equals("HEAD")) {
          response.write(true, null, callback);
        } else {
          new NoiseWriter(noise, response, callback).iterate();
        }
      }
    }
  }

  private static void send(Answer.Content content, Response response, Callback callback) {
    response.setStatus(content.status());
    for (var field : content.fields()) {
      response.getHeaders().add(field);
    }
    response.write(true, ByteBuffer.wrap(content.body()), callback);
  }

  /// Writes noise piece by piece, the next when the connection has taken the one before.
  private static final class NoiseWriter extends IteratingNestedCallback {
    private final Response response;
    private final SplittableRandom random;
    private final byte[] piece;
    private long left;
    private boolean done;

    NoiseWriter(Answer.Noise noise, Response response, Callback callback) {
      super(callback);
      this.response = response;
      this.random = new SplittableRandom(noise.seed());
      // A multiple of 8, as random makes 8 bytes at a time: so a longer answer begins like a
      // shorter.
      this.piece = new byte[(int) Math.min(32 << 10, (noise.size() + 7) & ~7L)];
      this.left = noise.size();
    }

    @Override
    protected Action process() {
      if (done) {
        return Action.SUCCEEDED;
      }
      random.nextBytes(piece);
      int length = (int) Math.min(piece.length, left);
      left -= length;
      done = left == 0;
      response.write(done, ByteBuffer.wrap(piece, 0, length), this);
      return Action.SCHEDULED;
    }
  }
}
