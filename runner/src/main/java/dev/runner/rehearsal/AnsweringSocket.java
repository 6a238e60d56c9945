package dev.runner.rehearsal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A socket on this machine that answers every request with the same few bytes of JSON, for what we
/// send to ourselves before a test.
public final class AnsweringSocket implements AutoCloseable {
  private static final int WAITING_CONNECTIONS = 64;
  private static final int LONGEST_LINE = 8192;
  private static final String LENGTH = "content-length:";
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"id\":1}"
          .getBytes(StandardCharsets.ISO_8859_1);

  private final ServerSocket server;

  private AnsweringSocket(ServerSocket server) {
    this.server = server;
  }

  /// Opens one that is ready for requests.
  public static AnsweringSocket open() throws IOException {
    var made =
        new AnsweringSocket(
            new ServerSocket(0, WAITING_CONNECTIONS, InetAddress.getLoopbackAddress()));
    made.start("runner-rehearsal", made::accept);
    return made;
  }

  public String url() {
    return "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort() + "/";
  }

  private void start(String name, Runnable work) {
    Thread.ofPlatform().daemon().name(name).start(work);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        start("runner-rehearsal", () -> answer(socket));
      }
    } catch (IOException e) {
      // Closed: no more requests.
    }
  }

  private void answer(Socket accepted) {
    try (Socket socket = accepted) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      var line = new StringBuilder();
      long body = 0;
      for (int read = in.read(); read >= 0; read = in.read()) {
        if (read != '\n') {
          if (read != '\r' && line.length() < LONGEST_LINE) {
            line.append((char) read);
          }
        } else if (line.isEmpty()) {
          in.skipNBytes(body);
          body = 0;
          out.write(ANSWER);
        } else {
          String text = line.toString().toLowerCase(Locale.ROOT);
          if (text.startsWith(LENGTH)) {
            body = Long.parseLong(text.substring(LENGTH.length()).strip());
          }
          line.setLength(0);
        }
      }
    } catch (IOException | NumberFormatException e) {
      // The other side is done.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
