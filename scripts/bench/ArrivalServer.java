import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// A loopback HTTP server that notes when requests arrive, for `jitter`.
///
/// Answers every GET with `ok`, and `GET /report?rate=R` with how punctual the requests since the
/// last report were that were to arrive at R a second: their number, and the median, the 99th
/// percentile and the largest delay in milliseconds. A delay is the distance to where the request
/// belongs on an even grid, whose origin is such that the earliest request is in time. Requests for
/// `/warm` do not count. Prints its port when it is ready; ends when its standard input does.
public final class ArrivalServer {
  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
          .getBytes(StandardCharsets.US_ASCII);

  private long[] arrivals = new long[1 << 20];
  private int count;

  private ArrivalServer() {}

  public static void main(String[] arguments) throws IOException {
    var server = new ArrivalServer();
    Thread.ofPlatform().daemon().start(ArrivalServer::endWithInput);
    server.serve();
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // Wait for the end.
      }
    } catch (IOException e) {
      // That is the end, too.
    }
    System.exit(0);
  }

  private void serve() throws IOException {
    try (Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress("127.0.0.1", 0), 4096);
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
      System.out.println(listener.socket().getLocalPort());
      System.out.flush();
      while (true) {
        selector.select();
        long now = System.nanoTime();
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isAcceptable()) {
            accept(listener, selector);
          } else {
            read(key, now);
          }
        }
        selector.selectedKeys().clear();
      }
    }
  }

  private static void accept(ServerSocketChannel listener, Selector selector) throws IOException {
    for (SocketChannel peer = listener.accept(); peer != null; peer = listener.accept()) {
      peer.configureBlocking(false);
      peer.setOption(StandardSocketOptions.TCP_NODELAY, true);
      peer.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(8192));
    }
  }

  /// Requests are small and come one at a time, so that each is read at once.
  private void read(SelectionKey key, long now) {
    var peer = (SocketChannel) key.channel();
    var buffer = (ByteBuffer) key.attachment();
    try {
      if (peer.read(buffer) < 0) {
        peer.close();
        return;
      }
      int end = buffer.position();
      byte[] bytes = buffer.array();
      if (end < 4 || bytes[end - 4] != '\r' || bytes[end - 2] != '\r' || bytes[end - 1] != '\n') {
        return;
      }
      buffer.clear();
      if (end > 8 && new String(bytes, 0, 8, StandardCharsets.US_ASCII).equals("GET /rep")) {
        String line = new String(bytes, 0, end, StandardCharsets.US_ASCII).split(" ", 3)[1];
        answer(peer, report(Long.parseLong(line.substring(line.indexOf('=') + 1))));
        return;
      }
      if (bytes[5] == 'w') {
        peer.write(ByteBuffer.wrap(OK));
        return;
      }
      if (count == arrivals.length) {
        arrivals = Arrays.copyOf(arrivals, 2 * count);
      }
      arrivals[count++] = now;
      peer.write(ByteBuffer.wrap(OK));
    } catch (IOException e) {
      key.cancel();
    }
  }

  private static void answer(SocketChannel peer, String text) throws IOException {
    peer.write(
        ByteBuffer.wrap(
            ("HTTP/1.0 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text)
                .getBytes(StandardCharsets.US_ASCII)));
    peer.close();
  }

  private String report(long rate) {
    var delays = new long[count];
    for (int i = 0; i < delays.length; i++) {
      delays[i] = arrivals[i] - arrivals[0] - i * 1_000_000_000L / rate;
    }
    Arrays.sort(delays);
    String text =
        delays.length == 0
            ? count + " - - -\n"
            : String.format(
                Locale.ROOT,
                "%d %.3f %.3f %.3f\n",
                count,
                delay(delays, 0.5),
                delay(delays, 0.99),
                delay(delays, 1));
    count = 0;
    return text;
  }

  private static double delay(long[] delays, double share) {
    int at = (int) Math.ceil(share * delays.length) - 1;
    return (delays[Math.max(0, at)] - delays[0]) / 1e6;
  }
}
