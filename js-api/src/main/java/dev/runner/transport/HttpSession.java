package dev.runner.transport;

/// One virtual user's HTTP connections. Used by one thread at a time.
public interface HttpSession extends AutoCloseable {
  /// Sends one request and waits for the whole reply; follows no redirects, keeps no cookies and
  /// decodes nothing. Network failures are replies with a [HttpFault], not exceptions.
  ///
  /// @throws InterruptedException if the thread is interrupted while waiting; the request is
  ///   aborted then
  HttpReply exchange(HttpCall call) throws InterruptedException;

  /// Bytes that went over this session's connections since the last call: framing, headers and, for
  /// TLS, encryption included.
  Traffic drainTraffic();

  /// Closes the connections that are idle now; the next request opens new ones.
  void closeIdleConnections();

  /// Ends the session and closes its connections.
  @Override
  void close();

  /// Bytes over the wire.
  record Traffic(long sent, long received) {
    public static final Traffic NONE = new Traffic(0, 0);
  }
}
