package dev.runner.net;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

/// A certificate by which a client introduces itself, with its key.
///
/// @param chain the certificate, then those that vouch for it
/// @param domains the hosts that it is meant for; empty for all
public record ClientIdentity(List<X509Certificate> chain, PrivateKey key, List<String> domains) {
  public ClientIdentity {
    chain = List.copyOf(chain);
    domains = List.copyOf(domains);
  }

  /// Reads an identity from texts in PEM form.
  ///
  /// @param key PKCS#8, PKCS#1 or SEC 1, encrypted or not
  /// @param password of the key; empty for none
  /// @throws IllegalArgumentException if they cannot be read; the message tells why
  public static ClientIdentity parse(
      String certificates, String key, String password, List<String> domains) {
    List<X509Certificate> chain = Pem.certificates(certificates);
    return new ClientIdentity(
        chain, Pem.privateKey(key, password, chain.getFirst().getPublicKey()), domains);
  }

  /// Whether it names that host, or a pattern such as `*.example.com` that matches it.
  public boolean isMeantFor(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return domains.stream().anyMatch(domain -> HostPattern.parse(domain).matches(name));
  }
}
