package dev.runner.transport;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One HTTP request as it goes out.
///
/// @param method verbatim, such as `GET`
/// @param uri absolute, `http` or `https`, without fragment
/// @param headers in the order of sending, names in canonical case. `Host` is taken from the URI
///   unless it stands here; `Content-Length` is added by the transport where there is a body, and
///   as 0 for a POST, PUT or PATCH without one
/// @param body the bytes to send, or null for none
/// @param timeoutNanos for the whole exchange, connecting included; at most that long does
///   [HttpSession#exchange] take
/// @param keepBody whether the reply's body is wanted; if not it is read and thrown away
/// @param same what it must share a connection with, or null if any will do
public record HttpCall(
    String method,
    URI uri,
    List<Header> headers,
    byte @Nullable [] body,
    long timeoutNanos,
    boolean keepBody,
    @Nullable SameConnection same) {

  /// A call that any connection will do for.
  public HttpCall(
      String method,
      URI uri,
      List<Header> headers,
      byte @Nullable [] body,
      long timeoutNanos,
      boolean keepBody) {
    this(method, uri, headers, body, timeoutNanos, keepBody, null);
  }

  /// One header line.
  public record Header(String name, String value) {}
}
