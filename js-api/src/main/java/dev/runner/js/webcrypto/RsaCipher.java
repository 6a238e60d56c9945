package dev.runner.js.webcrypto;

import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/// RSA-OAEP.
final class RsaCipher {
  private RsaCipher() {}

  static byte[] oaep(boolean encrypts, KeyMaterial key, String hash, byte[] label, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      cipher.init(
          encrypts ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE,
          encrypts ? key.publicKey() : key.privateKey(),
          new OAEPParameterSpec(
              hash, "MGF1", new MGF1ParameterSpec(hash), new PSource.PSpecified(label)));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw Rejection.operation(e);
    }
  }
}
