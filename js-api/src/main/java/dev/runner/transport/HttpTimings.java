package dev.runner.transport;

/// Where the time of one exchange went, in nanoseconds; none is negative.
///
/// @param blocked from the call until the request had a connection to go out on, connecting and TLS
///   handshake not included
/// @param connecting opening the TCP connection; 0 on a reused one
/// @param tlsHandshaking 0 on a reused connection or without TLS
/// @param sending from having a connection until the request was written
/// @param waiting from then until the first byte of the response
/// @param receiving from then until the last byte
public record HttpTimings(
    long blocked,
    long connecting,
    long tlsHandshaking,
    long sending,
    long waiting,
    long receiving) {
  public static final HttpTimings ZERO = new HttpTimings(0, 0, 0, 0, 0, 0);

  /// Sending, waiting and receiving together: what `http_req_duration` shows.
  public long duration() {
    return sending + waiting + receiving;
  }
}
