package dev.runner.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// Digests by name. Each is used by one thread at a time.
public final class Digests {
  private Digests() {}

  /// A new digest.
  ///
  /// @param name as scripts write it: `md4`, `md5`, `sha1`, `sha256`, `sha384`, `sha512`,
  ///   `sha512_224`, `sha512_256` or `ripemd160`
  public static Optional<MessageDigest> named(String name) {
    return switch (name) {
      case "md4" -> Optional.of(md4());
      case "md5" -> Optional.of(ofJdk("MD5"));
      case "sha1" -> Optional.of(ofJdk("SHA-1"));
      case "sha256" -> Optional.of(ofJdk("SHA-256"));
      case "sha384" -> Optional.of(ofJdk("SHA-384"));
      case "sha512" -> Optional.of(ofJdk("SHA-512"));
      case "sha512_224" -> Optional.of(ofJdk("SHA-512/224"));
      case "sha512_256" -> Optional.of(ofJdk("SHA-512/256"));
      case "ripemd160" -> Optional.of(new Ripemd160());
      default -> Optional.empty();
    };
  }

  /// A new MD4 digest; broken as a hash, but NTLM needs it.
  public static MessageDigest md4() {
    return new Md4();
  }

  private static MessageDigest ofJdk(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no " + name, e);
    }
  }
}
