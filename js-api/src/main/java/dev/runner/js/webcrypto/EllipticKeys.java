package dev.runner.js.webcrypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Keys on one of the curves P-256, P-384 and P-521.
final class EllipticKeys {
  private static final byte UNCOMPRESSED = 4;

  private final String curve;
  private final ECParameterSpec parameters;

  private EllipticKeys(String curve, ECParameterSpec parameters) {
    this.curve = curve;
    this.parameters = parameters;
  }

  static EllipticKeys on(String curve) {
    try {
      AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
      named.init(new ECGenParameterSpec(standardName(curve)));
      return new EllipticKeys(curve, named.getParameterSpec(ECParameterSpec.class));
    } catch (GeneralSecurityException e) {
      throw Rejection.operation(e);
    }
  }

  private static String standardName(String curve) {
    return switch (curve) {
      case "P-256" -> "secp256r1";
      case "P-384" -> "secp384r1";
      case "P-521" -> "secp521r1";
      default ->
          throw Rejection.notSupported("the curve '" + curve + "': use P-256, P-384 or P-521");
    };
  }

  KeyMaterial.Pair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(standardName(curve)));
      KeyPair pair = generator.generateKeyPair();
      return new KeyMaterial.Pair(pair.getPublic(), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw Rejection.operation(e);
    }
  }

  private int size() {
    return (parameters.getCurve().getField().getFieldSize() + 7) / 8;
  }

  private BigInteger prime() {
    return ((ECFieldFp) parameters.getCurve().getField()).getP();
  }

  /// The key of an uncompressed point: 4, x, y.
  KeyMaterial fromPoint(byte[] point) {
    int size = size();
    if (point.length != 1 + 2 * size || point[0] != UNCOMPRESSED) {
      throw Rejection.data("this is no uncompressed point on " + curve);
    }
    return new KeyMaterial.Public(
        publicKey(
            new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + size)),
            new BigInteger(1, Arrays.copyOfRange(point, 1 + size, point.length))));
  }

  private PublicKey publicKey(BigInteger x, BigInteger y) {
    BigInteger p = prime();
    BigInteger right =
        x.multiply(x)
            .add(parameters.getCurve().getA())
            .multiply(x)
            .add(parameters.getCurve().getB());
    if (x.compareTo(p) >= 0
        || y.compareTo(p) >= 0
        || !y.multiply(y).subtract(right).mod(p).equals(BigInteger.ZERO)) {
      throw Rejection.data("the point is not on " + curve);
    }
    try {
      return KeyFactory.getInstance("EC")
          .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), parameters));
    } catch (GeneralSecurityException e) {
      throw Rejection.data(e);
    }
  }

  /// The key of the members of a JSON Web Key.
  ///
  /// @param d null for a public key
  KeyMaterial fromJwk(String x, String y, @Nullable String d) {
    PublicKey open = publicKey(Numbers.number(x), Numbers.number(y));
    if (d == null) {
      return new KeyMaterial.Public(open);
    }
    BigInteger scalar = Numbers.number(d);
    ECPoint point = multiply(scalar);
    if (!((ECPublicKey) open).getW().equals(point)) {
      throw Rejection.data("the private and the public part do not belong together");
    }
    try {
      return new KeyMaterial.Private(
          KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar, parameters)));
    } catch (GeneralSecurityException e) {
      throw Rejection.data(e);
    }
  }

  /// The key, if it is on this curve.
  KeyMaterial checked(KeyMaterial key) {
    if (key.either() instanceof ECKey elliptic
        && elliptic.getParams().getCurve().equals(parameters.getCurve())) {
      return key;
    }
    throw Rejection.data("the key is not on " + curve);
  }

  byte[] point(KeyMaterial key) {
    ECPoint w = ((ECPublicKey) key.publicKey()).getW();
    int size = size();
    var point = new byte[1 + 2 * size];
    point[0] = UNCOMPRESSED;
    System.arraycopy(Numbers.bytes(w.getAffineX(), size), 0, point, 1, size);
    System.arraycopy(Numbers.bytes(w.getAffineY(), size), 0, point, 1 + size, size);
    return point;
  }

  /// The members x, y and, of a private key, d.
  String[] jwk(KeyMaterial key) {
    int size = size();
    if (key.either() instanceof ECPrivateKey closed) {
      ECPoint w = multiply(closed.getS());
      return new String[] {
        coordinate(w.getAffineX(), size),
        coordinate(w.getAffineY(), size),
        coordinate(closed.getS(), size)
      };
    }
    ECPoint w = ((ECPublicKey) key.publicKey()).getW();
    return new String[] {coordinate(w.getAffineX(), size), coordinate(w.getAffineY(), size)};
  }

  private static String coordinate(BigInteger number, int size) {
    return Numbers.text(Numbers.bytes(number, size));
  }

  /// The generator times a number, by doubling and adding. It takes a different time for different
  /// numbers, which matters for servers, not for tests.
  private ECPoint multiply(BigInteger scalar) {
    if (scalar.signum() <= 0 || scalar.compareTo(parameters.getOrder()) >= 0) {
      throw Rejection.data("the private part is out of range");
    }
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int i = scalar.bitLength() - 1; i >= 0; i--) {
      sum = add(sum, sum);
      if (scalar.testBit(i)) {
        sum = add(sum, parameters.getGenerator());
      }
    }
    return sum;
  }

  private ECPoint add(ECPoint a, ECPoint b) {
    if (a.equals(ECPoint.POINT_INFINITY)) {
      return b;
    }
    BigInteger p = prime();
    BigInteger slope;
    if (a.equals(b)) {
      BigInteger x = a.getAffineX();
      slope =
          x.multiply(x)
              .multiply(BigInteger.valueOf(3))
              .add(parameters.getCurve().getA())
              .multiply(a.getAffineY().shiftLeft(1).modInverse(p));
    } else {
      slope =
          b.getAffineY()
              .subtract(a.getAffineY())
              .multiply(b.getAffineX().subtract(a.getAffineX()).mod(p).modInverse(p));
    }
    BigInteger x = slope.multiply(slope).subtract(a.getAffineX()).subtract(b.getAffineX()).mod(p);
    BigInteger y = slope.multiply(a.getAffineX().subtract(x)).subtract(a.getAffineY()).mod(p);
    return new ECPoint(x, y);
  }
}
