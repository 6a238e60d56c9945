package dev.runner.js.webcrypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;

/// Secrets made of others: ECDH and PBKDF2.
final class Derivation {
  private Derivation() {}

  /// The x coordinate that two parties agree on.
  static byte[] agree(KeyMaterial own, KeyMaterial other) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(own.privateKey());
      agreement.doPhase(other.publicKey(), true);
      return agreement.generateSecret();
    } catch (GeneralSecurityException e) {
      throw Rejection.operation(e);
    }
  }

  /// PBKDF2 with HMAC (RFC 8018). The JDK's own takes passwords as text only.
  static byte[] pbkdf2(byte[] password, String hash, byte[] salt, int rounds, int size) {
    try {
      Mac mac = Signatures.mac(hash, password);
      ByteBuffer result = ByteBuffer.allocate(size);
      for (int block = 1; result.hasRemaining(); block++) {
        mac.update(salt);
        byte[] last = mac.doFinal(ByteBuffer.allocate(Integer.BYTES).putInt(block).array());
        byte[] sum = last.clone();
        for (int round = 1; round < rounds; round++) {
          last = mac.doFinal(last);
          for (int i = 0; i < sum.length; i++) {
            sum[i] ^= last[i];
          }
        }
        result.put(Arrays.copyOf(sum, Math.min(sum.length, result.remaining())));
      }
      return result.array();
    } catch (GeneralSecurityException e) {
      throw Rejection.operation(e);
    }
  }
}
