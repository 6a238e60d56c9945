package dev.runner.js.webcrypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;

/// Natural numbers as bytes, the highest first, and as members of a JSON Web Key.
final class Numbers {
  private Numbers() {}

  /// @param size how many bytes; the number must fit
  static byte[] bytes(BigInteger number, int size) {
    byte[] signed = number.toByteArray();
    var result = new byte[size];
    int count = Math.min(signed.length, size);
    System.arraycopy(signed, signed.length - count, result, size - count, count);
    return result;
  }

  static String text(BigInteger number) {
    byte[] signed = number.toByteArray();
    return text(
        signed[0] == 0 && signed.length > 1
            ? Arrays.copyOfRange(signed, 1, signed.length)
            : signed);
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] bytes(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw Rejection.data("a member of the JSON Web Key is no base64url");
    }
  }

  static BigInteger number(String text) {
    return new BigInteger(1, bytes(text));
  }
}
