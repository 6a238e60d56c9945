package dev.runner.output.statsd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A UDP socket on the loopback interface that keeps what it gets.
final class UdpReceiver implements AutoCloseable {
  private final DatagramChannel channel;

  UdpReceiver() throws IOException {
    channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 21);
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
  }

  String address() throws IOException {
    var bound = (InetSocketAddress) channel.getLocalAddress();
    return "127.0.0.1:" + bound.getPort();
  }

  /// All packets that have arrived since the last call. On the loopback interface a packet is there
  /// once it is sent.
  List<String> packets() throws IOException {
    List<String> packets = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    while (channel.receive(buffer) != null) {
      packets.add(StandardCharsets.UTF_8.decode(buffer.flip()).toString());
      buffer.clear();
    }
    return packets;
  }

  List<String> lines() throws IOException {
    return packets().stream().flatMap(packet -> packet.lines()).toList();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
