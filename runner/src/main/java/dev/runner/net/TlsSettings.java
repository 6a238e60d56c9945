package dev.runner.net;

import java.util.List;

/// How TLS connections are secured.
///
/// @param protocols the versions to offer in the JDK's names, such as `TLSv1.2`; empty for the
///   JDK's choice
/// @param cipherSuites in the JDK's names; empty for the JDK's choice
/// @param identities certificates of the client
public record TlsSettings(
    List<String> protocols, List<String> cipherSuites, List<ClientIdentity> identities) {
  public static final TlsSettings DEFAULTS = new TlsSettings(List.of(), List.of(), List.of());

  private static final List<String> VERSIONS =
      List.of("ssl3.0", "tls1.0", "tls1.1", "tls1.2", "tls1.3");
  private static final List<String> JDK_NAMES =
      List.of("SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  public TlsSettings {
    protocols = List.copyOf(protocols);
    cipherSuites = List.copyOf(cipherSuites);
    identities = List.copyOf(identities);
  }

  /// The JDK's names of a range of versions.
  ///
  /// @param min such as `tls1.2`; empty for the oldest
  /// @param max empty for the newest
  /// @throws IllegalArgumentException if the range is empty or a version unknown
  public static List<String> protocols(String min, String max) {
    int from = min.isEmpty() ? 0 : VERSIONS.indexOf(min);
    int to = max.isEmpty() ? VERSIONS.size() - 1 : VERSIONS.indexOf(max);
    if (from < 0 || to < 0) {
      throw new IllegalArgumentException(
          "must be one of tls1.0, tls1.1, tls1.2, tls1.3 or an object with min and max");
    }
    if (from > to) {
      throw new IllegalArgumentException("has a min that is newer than its max");
    }
    return JDK_NAMES.subList(from, to + 1);
  }
}
