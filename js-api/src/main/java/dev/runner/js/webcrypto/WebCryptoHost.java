package dev.runner.js.webcrypto;

import dev.runner.js.module.ScriptBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.UUID;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/// The Java half of `crypto`: it computes; `globals.js` checks arguments first. What fails is
/// thrown with the name of the rejection in front, see [Rejection].
public final class WebCryptoHost {
  /// Not seeded: these bytes are for keys.
  private final SecureRandom random = new SecureRandom();

  WebCryptoHost() {}

  private static ByteBuffer out(byte[] bytes) {
    return ScriptBytes.toScript(bytes);
  }

  private static byte @Nullable [] optional(Value value) {
    return value.isNull() ? null : ScriptBytes.of(value);
  }

  @HostAccess.Export
  public ByteBuffer random(int size) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    return out(bytes);
  }

  @HostAccess.Export
  public String uuid() {
    return UUID.randomUUID().toString();
  }

  @HostAccess.Export
  public ByteBuffer digest(String hash, Value data) {
    try {
      return out(MessageDigest.getInstance(hash).digest(ScriptBytes.of(data)));
    } catch (GeneralSecurityException e) {
      throw Rejection.operation(e);
    }
  }

  @HostAccess.Export
  public ByteBuffer cbc(boolean encrypts, KeyMaterial key, Value iv, Value data) {
    return out(aes(encrypts, key).cbc(ScriptBytes.of(iv), ScriptBytes.of(data)));
  }

  @HostAccess.Export
  public ByteBuffer gcm(
      boolean encrypts, KeyMaterial key, Value iv, Value additional, int tagBits, Value data) {
    return out(
        aes(encrypts, key)
            .gcm(ScriptBytes.of(iv), optional(additional), tagBits, ScriptBytes.of(data)));
  }

  @HostAccess.Export
  public ByteBuffer ctr(boolean encrypts, KeyMaterial key, Value counter, int bits, Value data) {
    return out(aes(encrypts, key).ctr(ScriptBytes.of(counter), bits, ScriptBytes.of(data)));
  }

  @HostAccess.Export
  public ByteBuffer keyWrap(boolean wraps, KeyMaterial key, Value data) {
    return out(aes(wraps, key).wrap(ScriptBytes.of(data)));
  }

  private static AesCipher aes(boolean encrypts, KeyMaterial key) {
    return new AesCipher(encrypts, key.secret());
  }

  @HostAccess.Export
  public ByteBuffer oaep(boolean encrypts, KeyMaterial key, String hash, Value label, Value data) {
    byte[] given = optional(label);
    return out(
        RsaCipher.oaep(
            encrypts, key, hash, given == null ? new byte[0] : given, ScriptBytes.of(data)));
  }

  @HostAccess.Export
  public ByteBuffer sign(String algorithm, KeyMaterial key, String hash, int salt, Value data) {
    return out(Signatures.sign(algorithm, key, hash, salt, ScriptBytes.of(data)));
  }

  @HostAccess.Export
  public boolean verify(
      String algorithm, KeyMaterial key, String hash, int salt, Value signature, Value data) {
    return Signatures.verify(
        algorithm, key, hash, salt, ScriptBytes.of(signature), ScriptBytes.of(data));
  }

  @HostAccess.Export
  public KeyMaterial generateSecret(int bytes) {
    var secret = new byte[bytes];
    random.nextBytes(secret);
    return new KeyMaterial.Secret(secret);
  }

  @HostAccess.Export
  public KeyMaterial.Pair generateRsa(int bits, Value exponent) {
    return RsaKeys.generate(bits, ScriptBytes.of(exponent));
  }

  @HostAccess.Export
  public KeyMaterial.Pair generateEc(String curve) {
    return EllipticKeys.on(curve).generate();
  }

  @HostAccess.Export
  public KeyMaterial importSecret(Value data) {
    return new KeyMaterial.Secret(ScriptBytes.of(data));
  }

  @HostAccess.Export
  public KeyMaterial importSecretJwk(String k) {
    return new KeyMaterial.Secret(Numbers.bytes(k));
  }

  @HostAccess.Export
  public KeyMaterial importPoint(String curve, Value data) {
    return EllipticKeys.on(curve).fromPoint(ScriptBytes.of(data));
  }

  @HostAccess.Export
  public KeyMaterial importEcJwk(String curve, String x, String y, @Nullable String d) {
    return EllipticKeys.on(curve).fromJwk(x, y, d);
  }

  @HostAccess.Export
  public KeyMaterial importRsaJwk(Value members) {
    var texts = new String[(int) members.getArraySize()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = members.getArrayElement(i).asString();
    }
    return RsaKeys.fromJwk(texts);
  }

  /// @param curve null for an RSA key
  @HostAccess.Export
  public KeyMaterial importEncoded(String format, @Nullable String curve, Value data) {
    byte[] bytes = ScriptBytes.of(data);
    try {
      KeyFactory factory = KeyFactory.getInstance(curve == null ? "RSA" : "EC");
      KeyMaterial key =
          format.equals("spki")
              ? new KeyMaterial.Public(factory.generatePublic(new X509EncodedKeySpec(bytes)))
              : new KeyMaterial.Private(factory.generatePrivate(new PKCS8EncodedKeySpec(bytes)));
      return curve == null ? key : EllipticKeys.on(curve).checked(key);
    } catch (GeneralSecurityException e) {
      throw Rejection.data("this is no key in the format " + format);
    }
  }

  @HostAccess.Export
  public ByteBuffer exportSecret(KeyMaterial key) {
    return out(key.secret().clone());
  }

  @HostAccess.Export
  public String exportSecretJwk(KeyMaterial key) {
    return Numbers.text(key.secret());
  }

  @HostAccess.Export
  public ByteBuffer exportPoint(String curve, KeyMaterial key) {
    return out(EllipticKeys.on(curve).point(key));
  }

  @HostAccess.Export
  public ByteBuffer exportEncoded(KeyMaterial key) {
    return out(key.either().getEncoded());
  }

  /// The numbers in a key of a pair as members of a JSON Web Key.
  ///
  /// @param curve null for an RSA key
  @HostAccess.Export
  public ProxyArray exportJwk(@Nullable String curve, KeyMaterial key) {
    String[] members = curve == null ? RsaKeys.jwk(key) : EllipticKeys.on(curve).jwk(key);
    return ProxyArray.fromArray((Object[]) members);
  }

  /// The length of a secret key in bits.
  @HostAccess.Export
  public int bits(KeyMaterial key) {
    return key.secret().length * Byte.SIZE;
  }

  @HostAccess.Export
  public int rsaBits(KeyMaterial key) {
    return RsaKeys.bits(key);
  }

  @HostAccess.Export
  public ByteBuffer rsaExponent(KeyMaterial key) {
    return out(RsaKeys.exponent(key));
  }

  @HostAccess.Export
  public ByteBuffer agree(KeyMaterial own, KeyMaterial other) {
    return out(Derivation.agree(own, other));
  }

  /// @param bytes how many are wanted
  @HostAccess.Export
  public ByteBuffer pbkdf2(KeyMaterial password, String hash, Value salt, int rounds, int bytes) {
    return out(Derivation.pbkdf2(password.secret(), hash, ScriptBytes.of(salt), rounds, bytes));
  }
}
