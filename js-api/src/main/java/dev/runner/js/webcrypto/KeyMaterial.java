package dev.runner.js.webcrypto;

import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.graalvm.polyglot.HostAccess;

/// What is behind one `CryptoKey`; scripts cannot look inside.
public sealed interface KeyMaterial {
  /// The bytes of a symmetric key or a password.
  record Secret(byte[] bytes) implements KeyMaterial {}

  record Public(PublicKey key) implements KeyMaterial {}

  record Private(PrivateKey key) implements KeyMaterial {}

  /// Both keys of a new pair.
  final class Pair {
    private final Public publicKey;
    private final Private privateKey;

    Pair(PublicKey publicKey, PrivateKey privateKey) {
      this.publicKey = new Public(publicKey);
      this.privateKey = new Private(privateKey);
    }

    @HostAccess.Export
    public KeyMaterial publicKey() {
      return publicKey;
    }

    @HostAccess.Export
    public KeyMaterial privateKey() {
      return privateKey;
    }
  }

  default byte[] secret() {
    if (this instanceof Secret(byte[] bytes)) {
      return bytes;
    }
    throw Rejection.invalidAccess("this takes a secret key");
  }

  default PublicKey publicKey() {
    if (this instanceof Public(PublicKey key)) {
      return key;
    }
    throw Rejection.invalidAccess("this takes a public key");
  }

  default PrivateKey privateKey() {
    if (this instanceof Private(PrivateKey key)) {
      return key;
    }
    throw Rejection.invalidAccess("this takes a private key");
  }

  /// The key of a pair, whichever it is.
  default Key either() {
    return switch (this) {
      case Public(PublicKey key) -> key;
      case Private(PrivateKey key) -> key;
      case Secret _ -> throw Rejection.invalidAccess("this takes a key of a pair");
    };
  }
}
