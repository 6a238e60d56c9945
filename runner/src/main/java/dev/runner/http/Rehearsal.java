package dev.runner.http;

import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A few requests to a socket of our own on this machine, so that the classes of the HTTP client
/// are loaded and its threads run before the first request that counts.
final class Rehearsal {
  private static final int REQUESTS = 50;
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
          .getBytes(StandardCharsets.ISO_8859_1);

  private Rehearsal() {}

  /// Makes the requests on the calling thread. Gives up without a word if this machine does not let
  /// us: then the first requests of the test take a little longer.
  static void run(HttpSession session) throws InterruptedException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        session) {
      Thread _ = Thread.ofPlatform().daemon().name("runner-rehearsal").start(() -> answer(server));
      URI uri =
          URI.create(
              "http://"
                  + server.getInetAddress().getHostAddress()
                  + ":"
                  + server.getLocalPort()
                  + "/");
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

  private static void answer(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      int newlines = 0;
      for (int read = in.read(); read >= 0; read = in.read()) {
        // A request without a body ends with an empty line.
        newlines = read == '\n' ? newlines + 1 : read == '\r' ? newlines : 0;
        if (newlines == 2) {
          out.write(ANSWER);
          newlines = 0;
        }
      }
    } catch (IOException e) {
      // The rehearsal is over.
    }
  }
}
