package dev.runner.output.statsd;

import dev.runner.log.Log;
import dev.runner.output.text.TextBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// UDP packets of several lines. A packet that cannot be sent is counted; sending goes on. Not
/// thread-safe.
final class Packets {
  /// What fits an Ethernet frame, whatever the path adds.
  private static final int MOST_BYTES = 1_432;

  private final DatagramChannel channel;
  private final int mostLines;
  private final String description;
  private final Log log;
  private final TextBytes packet = new TextBytes(MOST_BYTES * 2);
  private int lines;
  private long lost;
  private long sent;
  private @Nullable String reason;

  /// @param description of the output, for the warning
  Packets(InetSocketAddress address, int mostLines, String description, Log log)
      throws IOException {
    this.channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 20);
    channel.connect(address);
    this.mostLines = mostLines;
    this.description = description;
    this.log = log;
  }

  /// Adds a line to the packet, which is sent first if it gets too large.
  void line(TextBytes line) {
    if (lines == mostLines || (lines > 0 && packet.size() + 1 + line.size() > MOST_BYTES)) {
      send();
    }
    if (lines > 0) {
      packet.ascii('\n');
    }
    packet.bytes(line.toArray());
    lines++;
  }

  /// Sends the lines that wait.
  void send() {
    if (lines == 0) {
      return;
    }
    try {
      int _ = channel.write(ByteBuffer.wrap(packet.toArray()));
      sent++;
    } catch (IOException e) {
      lose(e);
    }
    packet.cutTo(0);
    lines = 0;
  }

  private void lose(IOException failure) {
    lost++;
    if (reason == null) {
      String message = failure.getMessage();
      reason = message == null ? "nobody listens there" : message;
      log.warn(
          "output "
              + description
              + " lost a packet and goes on trying: "
              + reason
              + "; check that a StatsD server listens there");
    }
  }

  void close() {
    send();
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What could not be sent.
  Optional<String> loss() {
    return lost == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT, "%d of %d packets were not delivered: %s", lost, lost + sent, reason));
  }
}
