package dev.runner.http;

import dev.runner.net.ConnectionSettings;
import java.security.KeyStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How connections are made, the same for all virtual users.
///
/// @param insecureSkipTlsVerify whether any certificate is accepted
/// @param noConnectionReuse whether each request opens a connection of its own
/// @param connectTimeout for the TCP connection to one address
/// @param connections where they may go and how
/// @param trustStore the certificate authorities to trust instead of the JDK's, or null for those
public record TransportSettings(
    boolean insecureSkipTlsVerify,
    boolean noConnectionReuse,
    Duration connectTimeout,
    ConnectionSettings connections,
    @Nullable KeyStore trustStore) {
  /// Verified certificates, connections reused, 30 seconds to connect.
  public static final TransportSettings DEFAULTS =
      new TransportSettings(
          false, false, Duration.ofSeconds(30), ConnectionSettings.DEFAULTS, null);

  public TransportSettings {
    if (connectTimeout.toMillis() <= 0) {
      throw new IllegalArgumentException("connectTimeout must be at least 1 ms");
    }
  }

  public TransportSettings withInsecureSkipTlsVerify(boolean insecure) {
    return new TransportSettings(
        insecure, noConnectionReuse, connectTimeout, connections, trustStore);
  }

  public TransportSettings withNoConnectionReuse(boolean noReuse) {
    return new TransportSettings(
        insecureSkipTlsVerify, noReuse, connectTimeout, connections, trustStore);
  }

  public TransportSettings withConnectTimeout(Duration timeout) {
    return new TransportSettings(
        insecureSkipTlsVerify, noConnectionReuse, timeout, connections, trustStore);
  }

  public TransportSettings withConnections(ConnectionSettings wanted) {
    return new TransportSettings(
        insecureSkipTlsVerify, noConnectionReuse, connectTimeout, wanted, trustStore);
  }

  public TransportSettings withTrustStore(KeyStore authorities) {
    return new TransportSettings(
        insecureSkipTlsVerify, noConnectionReuse, connectTimeout, connections, authorities);
  }
}
