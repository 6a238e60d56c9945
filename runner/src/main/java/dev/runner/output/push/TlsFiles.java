package dev.runner.output.push;

import dev.runner.net.ClientIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// How a server is trusted and who the client says it is: files in PEM form.
///
/// @param insecure whether any certificate of the server is trusted
/// @param authorities the certificates that servers' are checked against; empty for those of the
///   JDK
/// @param certificate of the client, with its chain
/// @param key of the client's certificate
public record TlsFiles(
    boolean insecure, Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key) {

  /// Whether nothing differs from the JDK's choice.
  public boolean isDefault() {
    return !insecure && authorities.isEmpty() && certificate.isEmpty() && key.isEmpty();
  }

  /// Reads the files.
  ///
  /// @throws IllegalArgumentException if one cannot be read or used; the message is for the user
  public SSLContext context() {
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("the client's certificate and its key belong together");
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trusted(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private KeyManager[] keys() throws GeneralSecurityException, IOException {
    if (certificate.isEmpty() || key.isEmpty()) {
      return new KeyManager[0];
    }
    ClientIdentity identity =
        ClientIdentity.parse(text(certificate.get()), text(key.get()), "", List.of());
    KeyStore store = emptyStore();
    char[] password = {};
    store.setKeyEntry(
        "client", identity.key(), password, identity.chain().toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  private TrustManager[] trusted() throws GeneralSecurityException, IOException {
    if (insecure) {
      return new TrustManager[] {new TrustAll()};
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities.isEmpty() ? null : authorityStore(authorities.get()));
    return factory.getTrustManagers();
  }

  private static KeyStore authorityStore(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    try (InputStream in = Files.newInputStream(file)) {
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, one);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return store;
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static IllegalArgumentException unreadable(Path file, IOException e) {
    return new IllegalArgumentException("cannot read '" + file + "': name a readable PEM file", e);
  }

  /// Trusts every server; an extended one, so that host names are not checked either.
  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
