package dev.runner.digest;

import java.security.MessageDigest;
import java.util.Arrays;

/// A message authentication code over any digest, as RFC 2104 describes it. Used by one thread.
public final class Hmac {
  private final MessageDigest inner;
  private final MessageDigest outer;

  private Hmac(MessageDigest inner, MessageDigest outer) {
    this.inner = inner;
    this.outer = outer;
  }

  /// @param fresh a digest that has taken nothing; it belongs to the result from now on
  public static Hmac of(MessageDigest fresh, byte[] secret) {
    boolean wide =
        fresh.getAlgorithm().startsWith("SHA-512") || "SHA-384".equals(fresh.getAlgorithm());
    int block = wide ? 128 : 64;
    byte[] key = Arrays.copyOf(secret.length > block ? fresh.digest(secret) : secret, block);
    MessageDigest outer = copy(fresh);
    fresh.update(mask(key, 0x36));
    outer.update(mask(key, 0x5c));
    return new Hmac(fresh, outer);
  }

  public void update(byte[] data) {
    inner.update(data);
  }

  /// The code of all that was taken so far; more may follow.
  public byte[] digest() {
    MessageDigest last = copy(outer);
    last.update(copy(inner).digest());
    return last.digest();
  }

  private static byte[] mask(byte[] key, int with) {
    var masked = new byte[key.length];
    for (int i = 0; i < key.length; i++) {
      masked[i] = (byte) (key[i] ^ with);
    }
    return masked;
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(digest.getAlgorithm() + " cannot be copied", e);
    }
  }
}
