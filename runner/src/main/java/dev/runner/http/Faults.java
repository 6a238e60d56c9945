package dev.runner.http;

import dev.runner.transport.HttpFault;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http2.ErrorCode;
import org.jspecify.annotations.Nullable;

/// What the failures of sockets, TLS and Jetty mean to users.
final class Faults {
  static final HttpFault REQUEST_TIMEOUT =
      new HttpFault(HttpFault.REQUEST_TIMEOUT, "request timeout");

  private static final HttpFault EOF = new HttpFault(HttpFault.GENERIC, "EOF");
  private static final HttpFault UNEXPECTED_EOF =
      new HttpFault(HttpFault.GENERIC, "unexpected EOF");

  private Faults() {}

  /// Why a call could not even be tried.
  static HttpFault ofCall(RuntimeException failure) {
    return new HttpFault(HttpFault.GENERIC, text(failure));
  }

  /// Why there is no connection.
  static HttpFault ofDial(Throwable failure, Link link) {
    if (failure instanceof Names.Refused refused) {
      return refused.fault();
    }
    if (failure instanceof HttpResponseException tunnel) {
      return new HttpFault(
          HttpFault.GENERIC, "the proxy answered CONNECT with " + tunnel.getResponse().getStatus());
    }
    if (link.isConnected()) {
      return ofTls(failure, link);
    }
    if (failure instanceof SocketTimeoutException || failure instanceof TimeoutException) {
      return new HttpFault(HttpFault.DIAL_TIMEOUT, "dial: i/o timeout");
    }
    HttpFault socket = ofSocket(failure, link);
    if (socket != null) {
      return socket;
    }
    String message = message(failure);
    if (failure instanceof ConnectException && message.contains("refused")) {
      return new HttpFault(HttpFault.DIAL_REFUSED, "dial: connection refused");
    }
    if (failure instanceof ConnectException && message.contains("timed out")) {
      return new HttpFault(HttpFault.DIAL_TIMEOUT, "dial: i/o timeout");
    }
    if (failure instanceof NoRouteToHostException) {
      return new HttpFault(HttpFault.DIAL, "dial: no route to host");
    }
    Throwable cause = failure.getCause();
    return new HttpFault(HttpFault.DIAL, "dial: " + text(cause == null ? failure : cause));
  }

  /// Why a request got no whole response.
  ///
  /// @param answered whether a response had begun
  static HttpFault ofExchange(Throwable failure, Link link, boolean answered, boolean http2) {
    HttpFault socket = ofSocket(failure, link);
    if (socket != null) {
      return socket;
    }
    if (http2) {
      return ofHttp2(failure);
    }
    HttpException protocol = protocolFault(failure);
    if (protocol != null) {
      String reason = protocol.getReason();
      boolean cutOff = reason == null || reason.contains("EOF");
      return cutOff ? UNEXPECTED_EOF : malformed(reason);
    }
    if (has(failure, EOFException.class) || has(failure, ClosedChannelException.class)) {
      // Jetty says so of broken chunks too.
      boolean broken = answered && !link.isEnded() && !has(failure, ClosedChannelException.class);
      return broken ? malformed("bad chunk") : answered ? UNEXPECTED_EOF : EOF;
    }
    if (has(failure, SSLException.class)) {
      return new HttpFault(HttpFault.TLS, "tls: " + text(failure));
    }
    return new HttpFault(HttpFault.GENERIC, text(failure));
  }

  private static HttpFault malformed(String why) {
    return new HttpFault(
        HttpFault.GENERIC, "malformed HTTP response: " + why.toLowerCase(Locale.ROOT));
  }

  /// What is wrong with a response that is not one. The texts of the exceptions around it name
  /// objects of Jetty, which no two failures have in common.
  private static @Nullable HttpException protocolFault(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof HttpException protocol) {
        return protocol;
      }
    }
    return null;
  }

  /// A connection reset or a broken pipe, or null if it was neither.
  private static @Nullable HttpFault ofSocket(Throwable failure, Link link) {
    Throwable read = link.readFailure();
    if (read != null && isReset(message(read))) {
      return new HttpFault(HttpFault.RESET_BY_PEER, "read: connection reset by peer");
    }
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String message = message(at);
      if (message.contains("broken pipe")) {
        return new HttpFault(HttpFault.BROKEN_PIPE, "write: broken pipe");
      }
      if (isReset(message)) {
        return new HttpFault(HttpFault.RESET_BY_PEER, "read: connection reset by peer");
      }
    }
    return null;
  }

  private static boolean isReset(String message) {
    return message.contains("connection reset");
  }

  private static HttpFault ofTls(Throwable failure, Link link) {
    boolean dated =
        has(failure, CertificateExpiredException.class)
            || has(failure, CertificateNotYetValidException.class);
    boolean noPath =
        has(failure, CertPathBuilderException.class)
            || has(failure, CertPathValidatorException.class);
    if (noPath && !dated) {
      return new HttpFault(
          HttpFault.TLS_UNKNOWN_CA, "x509: certificate signed by unknown authority");
    }
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String message = message(at);
      if (at instanceof CertificateException && isNameMismatch(message)) {
        return new HttpFault(
            HttpFault.TLS_HOSTNAME_MISMATCH,
            "x509: certificate is not valid for " + link.site().host());
      }
      if (at instanceof CertificateExpiredException
          || at instanceof CertificateNotYetValidException) {
        return new HttpFault(
            HttpFault.TLS, "x509: certificate has expired or is not yet valid: " + text(at));
      }
      if (at instanceof SSLException && message.contains("unrecognized ssl message")) {
        return new HttpFault(
            HttpFault.TLS_BAD_RECORD, "tls: the server's first bytes are no TLS handshake");
      }
    }
    HttpFault socket = ofSocket(failure, link);
    if (socket != null) {
      return socket;
    }
    if (has(failure, EOFException.class)
        || has(failure, ClosedChannelException.class)
        || message(failure).contains("abruptly closed")) {
      return EOF;
    }
    return new HttpFault(HttpFault.TLS, "tls: " + text(failure));
  }

  private static boolean isNameMismatch(String message) {
    return message.contains("no subject alternative") || message.contains("no name matching");
  }

  private static HttpFault ofHttp2(Throwable failure) {
    // Jetty tells of a stream's reset by the error's name alone, of a connection's with a reason.
    String message = message(failure);
    int slash = message.indexOf('/');
    String name = slash < 0 ? message : message.substring(0, slash);
    for (ErrorCode error : ErrorCode.values()) {
      if (error.name().equalsIgnoreCase(name)) {
        int base = slash < 0 ? HttpFault.HTTP2_STREAM : HttpFault.HTTP2_CONNECTION;
        String what = slash < 0 ? "stream error: " : "connection error: ";
        return new HttpFault(base + 1 + error.code, "http2: " + what + error.name());
      }
    }
    return has(failure, ClosedChannelException.class) || has(failure, EOFException.class)
        ? new HttpFault(HttpFault.HTTP2, "http2: connection closed")
        : new HttpFault(HttpFault.HTTP2, "http2: " + text(failure));
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? "" : message.toLowerCase(Locale.ROOT);
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }
}
