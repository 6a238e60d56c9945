package dev.runner.js.webcrypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// AES in the modes CBC, GCM, CTR and KW.
final class AesCipher {
  private static final int BLOCK = 16;

  private final int mode;
  private final SecretKey key;

  AesCipher(boolean encrypts, byte[] key) {
    this.mode = encrypts ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
    this.key = new SecretKeySpec(key, "AES");
  }

  byte[] cbc(byte[] iv, byte[] data) {
    return run("AES/CBC/PKCS5Padding", new IvParameterSpec(iv), null, data);
  }

  /// @param tagBits the length of the authentication tag
  byte[] gcm(byte[] iv, byte @Nullable [] additional, int tagBits, byte[] data) {
    if (tagBits < 96) {
      throw Rejection.notSupported("a tag of " + tagBits + " bits is too short: use 96 to 128");
    }
    return run("AES/GCM/NoPadding", new GCMParameterSpec(tagBits, iv), additional, data);
  }

  /// @param bits how many bits at the end of the block count; the others stay the same
  byte[] ctr(byte[] counter, int bits, byte[] data) {
    BigInteger range = BigInteger.ONE.shiftLeft(bits);
    BigInteger start = new BigInteger(1, counter);
    BigInteger low = start.mod(range);
    BigInteger blocks = BigInteger.valueOf((data.length + BLOCK - 1L) / BLOCK);
    if (blocks.compareTo(range) > 0) {
      throw Rejection.operation("the counter is too short for so much data");
    }
    BigInteger untilWrap = range.subtract(low);
    if (blocks.compareTo(untilWrap) <= 0) {
      return run("AES/CTR/NoPadding", new IvParameterSpec(counter), null, data);
    }
    int first = untilWrap.intValueExact() * BLOCK;
    var result = new ByteArrayOutputStream(data.length);
    result.writeBytes(
        run("AES/CTR/NoPadding", new IvParameterSpec(counter), null, Arrays.copyOf(data, first)));
    result.writeBytes(
        run(
            "AES/CTR/NoPadding",
            new IvParameterSpec(Numbers.bytes(start.subtract(low), BLOCK)),
            null,
            Arrays.copyOfRange(data, first, data.length)));
    return result.toByteArray();
  }

  private byte[] run(
      String transformation,
      AlgorithmParameterSpec parameters,
      byte @Nullable [] additional,
      byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance(transformation);
      cipher.init(mode, key, parameters);
      if (additional != null) {
        cipher.updateAAD(additional);
      }
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw Rejection.operation(e);
    }
  }

  /// AES key wrap (RFC 3394).
  byte[] wrap(byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance("AESWrap");
      if (mode == Cipher.ENCRYPT_MODE) {
        cipher.init(Cipher.WRAP_MODE, key);
        return cipher.wrap(new SecretKeySpec(data, "RAW"));
      }
      cipher.init(Cipher.UNWRAP_MODE, key);
      return cipher.unwrap(data, "RAW", Cipher.SECRET_KEY).getEncoded();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw Rejection.operation(e);
    }
  }
}
