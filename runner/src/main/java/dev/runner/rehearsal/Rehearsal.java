package dev.runner.rehearsal;

import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A few requests to a socket of our own on this machine, so that the classes of the HTTP client
/// are loaded and its threads run before the first request that counts.
public final class Rehearsal {
  private static final int REQUESTS = 50;
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private Rehearsal() {}

  /// Makes the requests on the calling thread. Gives up without a word if this machine does not let
  /// us: then the first requests of the test take a little longer.
  public static void run(HttpSession session) throws InterruptedException {
    try (var server = AnsweringSocket.open();
        session) {
      URI uri = URI.create(server.url());
      var call =
          new HttpCall(
              "GET",
              uri,
              List.of(new HttpCall.Header("User-Agent", "runner")),
              null,
              TIMEOUT_NANOS,
              true);
      for (int i = 0; i < REQUESTS; i++) {
        HttpReply reply = session.exchange(call);
        if (reply.fault() != null) {
          return;
        }
      }
    } catch (IOException e) {
      // No socket for us: there is nothing to rehearse with.
    }
  }
}
