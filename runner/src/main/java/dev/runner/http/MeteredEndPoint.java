package dev.runner.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/// The end of a socket: counts the bytes that cross it, and remembers why reading failed, which
/// Jetty's own end point reports as the end of the stream.
///
/// Jetty reads until there is nothing left, which costs a call of the kernel for each answer. A
/// read that leaves room in the buffer has taken all that there was; so the next one finds nothing
/// here, and what comes later, the end of the stream included, is told by the selector.
final class MeteredEndPoint extends SocketChannelEndPoint {
  private final Link link;

  /// Whether the last read took all that there was and the selector has told of nothing since.
  private volatile boolean drained;

  MeteredEndPoint(
      Link link,
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler) {
    super(channel, selector, key, scheduler);
    this.link = link;
  }

  @Override
  public Runnable onSelected() {
    drained = false;
    return super.onSelected();
  }

  @Override
  public int fill(ByteBuffer buffer) {
    if (isInputShutdown()) {
      return -1;
    }
    if (drained) {
      drained = false;
      return 0;
    }
    int position = BufferUtil.flipToFill(buffer);
    int filled;
    try {
      filled = getChannel().read(buffer);
      if (filled > 0) {
        drained = buffer.hasRemaining();
        link.received(filled);
      } else if (filled < 0) {
        link.ended();
        shutdownInput();
      }
    } catch (IOException e) {
      link.readFailed(e);
      shutdownInput();
      filled = -1;
    } finally {
      BufferUtil.flipToFlush(buffer, position);
    }
    return filled;
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    ByteBuffer only = null;
    int filled = 0;
    for (ByteBuffer buffer : buffers) {
      if (buffer.hasRemaining()) {
        only = buffer;
        filled++;
      }
    }
    if (only == null) {
      return true;
    }
    long flushed;
    link.writes();
    try {
      // Writing one buffer is cheaper than writing several of which all but one are empty.
      flushed = filled == 1 ? getChannel().write(only) : getChannel().write(buffers);
    } catch (IOException e) {
      throw new EofException(e);
    }
    if (flushed > 0) {
      link.sent(flushed);
    }
    for (ByteBuffer buffer : buffers) {
      if (buffer.hasRemaining()) {
        return false;
      }
    }
    return true;
  }
}
