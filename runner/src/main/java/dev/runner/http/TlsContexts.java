package dev.runner.http;

import dev.runner.net.ClientIdentity;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/// Makes TLS contexts that know the client's certificates and whom to trust.
final class TlsContexts {
  private TlsContexts() {}

  static SSLContext make(TransportSettings settings) {
    try {
      TrustManager[] trusted;
      if (settings.insecureSkipTlsVerify()) {
        trusted = SslContextFactory.TRUST_ALL_CERTS;
      } else {
        TrustManagerFactory factory =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(settings.trustStore());
        trusted = factory.getTrustManagers();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] keys = {new Keys(settings.connections().tls().identities())};
      context.init(keys, trusted, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  /// Chooses the certificate that the server asks for; an alias is the index of an identity.
  private static final class Keys extends X509ExtendedKeyManager {
    private final List<ClientIdentity> identities;

    Keys(List<ClientIdentity> identities) {
      this.identities = identities;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
        String[] kinds, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      String host = engine == null || engine.getPeerHost() == null ? "" : engine.getPeerHost();
      // One for this host before one for all, and that before one for others.
      return IntStream.range(0, identities.size())
          .filter(i -> fits(identities.get(i), kinds, issuers))
          .boxed()
          .min(Comparator.comparingInt(i -> distance(identities.get(i), host)))
          .map(i -> Integer.toString(i))
          .orElse(null);
    }

    private static int distance(ClientIdentity identity, String host) {
      return identity.domains().isEmpty() ? 1 : identity.isMeantFor(host) ? 0 : 2;
    }

    private static boolean fits(
        ClientIdentity identity, String[] kinds, Principal @Nullable [] issuers) {
      String kind = identity.key().getAlgorithm();
      boolean rightKind =
          Arrays.stream(kinds).anyMatch(k -> k.equals(kind) || k.startsWith(kind + "_"));
      return rightKind
          && (issuers == null
              || issuers.length == 0
              || identity.chain().stream()
                  .anyMatch(c -> List.of(issuers).contains(c.getIssuerX500Principal())));
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] kinds, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return chooseEngineClientAlias(kinds, issuers, null);
    }

    @Override
    public String[] getClientAliases(String kind, Principal @Nullable [] issuers) {
      return IntStream.range(0, identities.size())
          .filter(i -> fits(identities.get(i), new String[] {kind}, issuers))
          .mapToObj(Integer::toString)
          .toArray(String[]::new);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return identities.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return identities.get(Integer.parseInt(alias)).key();
    }

    @Override
    public String[] getServerAliases(String kind, Principal @Nullable [] issuers) {
      return new String[0];
    }

    @Override
    public @Nullable String chooseServerAlias(
        String kind, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }
  }
}
