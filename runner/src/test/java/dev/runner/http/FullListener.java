package dev.runner.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// A port that does not answer: its queue of connections waiting to be accepted is full.
final class FullListener implements AutoCloseable {
  private static final int MORE_THAN_FIT = 8;

  private final ServerSocket socket;
  private final List<SocketChannel> waiting = new ArrayList<>();

  FullListener() throws IOException {
    socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    for (int i = 0; i < MORE_THAN_FIT; i++) {
      SocketChannel channel = SocketChannel.open();
      waiting.add(channel);
      channel.configureBlocking(false);
      channel.connect(socket.getLocalSocketAddress());
    }
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/";
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : waiting) {
      channel.close();
    }
    socket.close();
  }
}
