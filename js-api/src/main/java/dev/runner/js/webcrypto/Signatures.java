package dev.runner.js.webcrypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC, ECDSA, RSASSA-PKCS1-v1_5 and RSA-PSS.
final class Signatures {
  private Signatures() {}

  static byte[] sign(String algorithm, KeyMaterial key, String hash, int salt, byte[] data) {
    try {
      if (algorithm.equals("HMAC")) {
        return mac(hash, key.secret()).doFinal(data);
      }
      Signature signature = signature(algorithm, hash, salt);
      signature.initSign(key.privateKey());
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw Rejection.operation(e);
    }
  }

  static boolean verify(
      String algorithm, KeyMaterial key, String hash, int salt, byte[] given, byte[] data) {
    try {
      if (algorithm.equals("HMAC")) {
        return MessageDigest.isEqual(mac(hash, key.secret()).doFinal(data), given);
      }
      Signature signature = signature(algorithm, hash, salt);
      signature.initVerify(key.publicKey());
      signature.update(data);
      try {
        return signature.verify(given);
      } catch (SignatureException e) {
        return false; // of the wrong length
      }
    } catch (GeneralSecurityException e) {
      throw Rejection.operation(e);
    }
  }

  /// @param hash such as `SHA-256`
  static Mac mac(String hash, byte[] secret) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("Hmac" + hash.replace("-", ""));
    // HMAC fills keys up with zeros, so one zero stands for an empty key, which the JDK refuses.
    mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, "HMAC"));
    return mac;
  }

  private static Signature signature(String algorithm, String hash, int salt)
      throws GeneralSecurityException {
    String plain = hash.replace("-", "");
    return switch (algorithm) {
      case "ECDSA" -> Signature.getInstance(plain + "withECDSAinP1363Format");
      case "RSASSA-PKCS1-v1_5" -> Signature.getInstance(plain + "withRSA");
      default -> {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(
            new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1));
        yield signature;
      }
    };
  }
}
