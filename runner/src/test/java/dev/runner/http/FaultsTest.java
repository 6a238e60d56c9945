package dev.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.clock.SystemClock;
import dev.runner.transport.HttpFault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.util.Objects;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.io.EofException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The failures that no test server produces")
class FaultsTest {
  private final JettyHttpTransport transport =
      new JettyHttpTransport(TransportSettings.DEFAULTS, new SystemClock());
  private final Link link =
      new Link(
          Objects.requireNonNull(
              ((JettySession) transport.open(1)).pool(new Site(true, "shop.example", 443))),
          new SystemClock());

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  @DisplayName("an expired certificate is a TLS failure that says so")
  void expired() {
    link.newEndPoint(null, null, null, null);
    var cause =
        new CertPathValidatorException(
            "validity check failed", new CertificateExpiredException("NotAfter: yesterday"));
    var failure = new SSLHandshakeException("PKIX path validation failed");
    failure.initCause(cause);

    HttpFault fault = Faults.ofDial(failure, link);

    assertThat(fault.code()).isEqualTo(HttpFault.TLS);
    assertThat(fault.message()).contains("expired", "yesterday");
  }

  @Test
  @DisplayName("an alert in the handshake is a TLS failure")
  void alert() {
    link.newEndPoint(null, null, null, null);

    assertThat(Faults.ofDial(new SSLHandshakeException("handshake_failure"), link))
        .isEqualTo(new HttpFault(HttpFault.TLS, "tls: handshake_failure"));
  }

  @Test
  @DisplayName("failures to dial keep their kinds")
  void dial() {
    assertThat(Faults.ofDial(new ConnectException("Connection timed out"), link).code())
        .isEqualTo(HttpFault.DIAL_TIMEOUT);
    assertThat(Faults.ofDial(new NoRouteToHostException("No route to host"), link))
        .isEqualTo(new HttpFault(HttpFault.DIAL, "dial: no route to host"));
    assertThat(Faults.ofDial(new IOException("Network is unreachable"), link))
        .isEqualTo(new HttpFault(HttpFault.DIAL, "dial: Network is unreachable"));
  }

  @Test
  @DisplayName("a broken pipe is found behind Jetty's wrapping")
  void brokenPipe() {
    assertThat(
            Faults.ofExchange(new EofException(new IOException("Broken pipe")), link, false, false))
        .isEqualTo(new HttpFault(HttpFault.BROKEN_PIPE, "write: broken pipe"));
  }

  @Test
  @DisplayName("HTTP/2 errors carry their number above the base of their kind")
  void http2() {
    assertThat(Faults.ofExchange(new IOException("cancel_stream_error"), link, false, true))
        .isEqualTo(new HttpFault(1639, "http2: stream error: CANCEL_STREAM_ERROR"));
    assertThat(Faults.ofExchange(new IOException("protocol_error/bad_frame"), link, false, true))
        .isEqualTo(new HttpFault(1652, "http2: connection error: PROTOCOL_ERROR"));
    assertThat(Faults.ofExchange(new ClosedChannelException(), link, false, true).code())
        .isEqualTo(HttpFault.HTTP2);
  }
}
