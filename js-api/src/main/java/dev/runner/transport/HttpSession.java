package dev.runner.transport;

import java.util.function.Consumer;

/// One virtual user's HTTP connections. Used by the virtual user's thread; what [#start] began goes
/// on beside it.
public interface HttpSession extends AutoCloseable {
  /// Sends one request and waits for the whole reply; follows no redirects, keeps no cookies and
  /// decodes nothing. Network failures are replies with a [HttpFault], not exceptions.
  ///
  /// @throws InterruptedException if the thread is interrupted while waiting; the request is
  ///   aborted then
  HttpReply exchange(HttpCall call) throws InterruptedException;

  /// Sends one request like [#exchange], but does not wait for the reply. Any number may go on at
  /// the same time: each has an HTTP/1.1 connection of its own, or shares one that speaks HTTP/2.
  ///
  /// @param done told the reply once, on a thread that must not be kept
  Pending start(HttpCall call, Consumer<HttpReply> done);

  /// An exchange that goes on.
  @FunctionalInterface
  interface Pending {
    /// Aborts the request. The reply is not told any more, unless it is being told just now.
    void cancel();
  }

  /// Bytes that went over this session's connections since the last call: framing, headers and, for
  /// TLS, encryption included.
  Traffic drainTraffic();

  /// Closes the connections that are idle now; the next request opens new ones.
  void closeIdleConnections();

  /// Ends the session and closes its connections.
  @Override
  void close();

  /// A session around another one, which it leaves the connections to.
  interface Wrapper extends HttpSession {
    HttpSession session();

    @Override
    default Traffic drainTraffic() {
      return session().drainTraffic();
    }

    @Override
    default void closeIdleConnections() {
      session().closeIdleConnections();
    }

    @Override
    default void close() {
      session().close();
    }
  }

  /// Bytes over the wire.
  record Traffic(long sent, long received) {
    public static final Traffic NONE = new Traffic(0, 0);
  }
}
