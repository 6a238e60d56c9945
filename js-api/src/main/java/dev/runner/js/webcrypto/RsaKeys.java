package dev.runner.js.webcrypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;

/// RSA keys.
final class RsaKeys {
  private RsaKeys() {}

  static KeyMaterial.Pair generate(int bits, byte[] exponent) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(new RSAKeyGenParameterSpec(bits, new BigInteger(1, exponent)));
      KeyPair pair = generator.generateKeyPair();
      return new KeyMaterial.Pair(pair.getPublic(), pair.getPrivate());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw Rejection.operation(e);
    }
  }

  /// The key of the members n, e and, for a private key, d, p, q, dp, dq, qi of a JSON Web Key.
  static KeyMaterial fromJwk(String[] members) {
    BigInteger[] m = Arrays.stream(members).map(Numbers::number).toArray(BigInteger[]::new);
    try {
      KeyFactory factory = KeyFactory.getInstance("RSA");
      return m.length == 2
          ? new KeyMaterial.Public(factory.generatePublic(new RSAPublicKeySpec(m[0], m[1])))
          : new KeyMaterial.Private(
              factory.generatePrivate(
                  new RSAPrivateCrtKeySpec(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7])));
    } catch (GeneralSecurityException e) {
      throw Rejection.data(e);
    }
  }

  static String[] jwk(KeyMaterial key) {
    BigInteger[] m =
        switch (key.either()) {
          case RSAPrivateCrtKey k ->
              new BigInteger[] {
                k.getModulus(),
                k.getPublicExponent(),
                k.getPrivateExponent(),
                k.getPrimeP(),
                k.getPrimeQ(),
                k.getPrimeExponentP(),
                k.getPrimeExponentQ(),
                k.getCrtCoefficient()
              };
          case RSAPublicKey k -> new BigInteger[] {k.getModulus(), k.getPublicExponent()};
          default -> throw Rejection.notSupported("this kind of RSA key cannot be exported");
        };
    return Arrays.stream(m).map(Numbers::text).toArray(String[]::new);
  }

  static int bits(KeyMaterial key) {
    return ((RSAKey) key.either()).getModulus().bitLength();
  }

  static byte[] exponent(KeyMaterial key) {
    BigInteger exponent =
        switch (key.either()) {
          case RSAPrivateCrtKey k -> k.getPublicExponent();
          case RSAPublicKey k -> k.getPublicExponent();
          default -> throw Rejection.data("the RSA key has no public exponent");
        };
    return Numbers.bytes(Numbers.text(exponent));
  }
}
