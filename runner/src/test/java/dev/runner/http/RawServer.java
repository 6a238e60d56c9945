package dev.runner.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that does with each connection what a test tells it, for what a proper server will not
/// do.
public final class RawServer implements AutoCloseable {
  /// What happens on one connection.
  public interface Talk {
    /// @param number of the connection, from 1
    void run(Wire wire, int number) throws Exception;
  }

  /// One connection, byte by byte.
  public record Wire(Socket socket, InputStream in) {
    /// Reads the request line and the headers, with the empty line behind them.
    public String readHead() throws IOException {
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("end of stream after: " + head);
        }
        head.append((char) next);
      }
      return head.toString();
    }

    public String read(int bytes) throws IOException {
      return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    }

    public void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  private final ServerSocket socket;
  private final AtomicInteger connections = new AtomicInteger();

  public RawServer(Talk talk) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), talk);
  }

  RawServer(ServerSocket socket, Talk talk) {
    this.socket = socket;
    Thread.ofPlatform().daemon().start(() -> accept(talk));
  }

  private void accept(Talk talk) {
    while (!socket.isClosed()) {
      try {
        Socket accepted = socket.accept();
        int number = connections.incrementAndGet();
        Thread.ofVirtual()
            .start(
                () -> {
                  try (accepted) {
                    talk.run(new Wire(accepted, accepted.getInputStream()), number);
                  } catch (Exception e) {
                    // The client has gone, which the test notices.
                  }
                });
      } catch (IOException e) {
        return;
      }
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public int port() {
    return socket.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
