package dev.runner.net;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// Certificates and keys as text (RFC 7468): PKCS#8 keys (RFC 5958), plain or encrypted, and those
/// of RFC 8017 (PKCS#1) and RFC 5915 (SEC 1), plain or encrypted as RFC 1421 has it.
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*(.*?)-----END \\1-----", Pattern.DOTALL);
  private static final Pattern ENCRYPTION =
      Pattern.compile("DEK-Info:\\s*([A-Za-z0-9-]+)\\s*,\\s*([0-9A-Fa-f]+)");

  private static final int SALT_BYTES = 8;
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

  private Pem() {}

  static List<X509Certificate> certificates(String text) {
    var certificates = new ArrayList<X509Certificate>();
    Matcher blocks = BLOCK.matcher(text);
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      while (blocks.find()) {
        if (blocks.group(1).endsWith("CERTIFICATE")) {
          byte[] der = bytes(blocks.group(2));
          certificates.add(
              (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
        }
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException("has a 'cert' that is no certificate", e);
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException(
          "has no certificate in 'cert': it must hold -----BEGIN CERTIFICATE-----");
    }
    return certificates;
  }

  /// @param of the certificate's key, which tells what kind the private one is
  static PrivateKey privateKey(String text, String password, PublicKey of) {
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      String kind = blocks.group(1);
      if (kind.endsWith("PRIVATE KEY")) {
        try {
          byte[] pkcs8 = pkcs8(kind, blocks.group(2), password, of);
          return KeyFactory.getInstance(of.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IOException e) {
          throw new IllegalArgumentException(
              "has a 'key' that cannot be read"
                  + (password.isEmpty() ? "" : " with this 'password'")
                  + " or does not belong to 'cert'",
              e);
        }
      }
    }
    throw new IllegalArgumentException(
        "has no key in 'key': it must hold -----BEGIN PRIVATE KEY-----");
  }

  private static byte[] pkcs8(String kind, String body, String password, PublicKey of)
      throws GeneralSecurityException, IOException {
    Matcher encryption = ENCRYPTION.matcher(body);
    boolean encrypted = encryption.find();
    if (password.isEmpty() && (encrypted || kind.startsWith("ENCRYPTED"))) {
      throw new IllegalArgumentException("has an encrypted 'key' and no 'password'");
    }
    if (kind.startsWith("ENCRYPTED")) {
      var info = new EncryptedPrivateKeyInfo(bytes(body));
      var keys = SecretKeyFactory.getInstance(algorithm(info));
      Cipher cipher = Cipher.getInstance(algorithm(info));
      cipher.init(
          Cipher.DECRYPT_MODE,
          keys.generateSecret(new PBEKeySpec(password.toCharArray())),
          info.getAlgParameters());
      return info.getKeySpec(cipher).getEncoded();
    }
    byte[] der =
        encrypted
            ? decrypted(
                bytes(body.substring(encryption.end())),
                encryption.group(1).toUpperCase(Locale.ROOT),
                HexFormat.of().parseHex(encryption.group(2)),
                password)
            : bytes(body);
    return kind.equals("PRIVATE KEY") ? der : wrapped(der, of);
  }

  /// The JDK calls all of PBES2 by one name, which no factory knows; its parameters' text is the
  /// real one.
  private static String algorithm(EncryptedPrivateKeyInfo info) {
    String name = info.getAlgName();
    return name.equals("PBES2") || name.equals("1.2.840.113549.1.5.13")
        ? info.getAlgParameters().toString()
        : name;
  }

  /// Decrypts as OpenSSL encrypts: the key is MD5 of password and salt, chained.
  private static byte[] decrypted(byte[] data, String algorithm, byte[] iv, String password)
      throws GeneralSecurityException {
    boolean des = algorithm.equals("DES-EDE3-CBC");
    int keyBytes =
        switch (algorithm) {
          case "AES-128-CBC" -> 16;
          case "AES-192-CBC", "DES-EDE3-CBC" -> 24;
          case "AES-256-CBC" -> 32;
          default -> throw new GeneralSecurityException("unknown encryption " + algorithm);
        };
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    var key = new ByteArrayOutputStream();
    byte[] last = {};
    while (key.size() < keyBytes) {
      md5.update(last);
      md5.update(password.getBytes(StandardCharsets.UTF_8));
      last = md5.digest(Arrays.copyOf(iv, SALT_BYTES));
      key.writeBytes(last);
    }
    Cipher cipher = Cipher.getInstance(des ? "DESede/CBC/PKCS5Padding" : "AES/CBC/PKCS5Padding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(Arrays.copyOf(key.toByteArray(), keyBytes), des ? "DESede" : "AES"),
        new IvParameterSpec(iv));
    return cipher.doFinal(data);
  }

  /// A PKCS#8 key around an older kind, with the algorithm of the public key.
  private static byte[] wrapped(byte[] key, PublicKey of) {
    // SubjectPublicKeyInfo is a sequence that begins with the algorithm.
    byte[] info = of.getEncoded();
    int start = contentStart(info, 0);
    int end = contentStart(info, start) + contentLength(info, start);
    var content = new ByteArrayOutputStream();
    content.writeBytes(VERSION_0);
    content.write(info, start, end - start);
    content.writeBytes(der(OCTET_STRING, key));
    return der(SEQUENCE, content.toByteArray());
  }

  private static int contentStart(byte[] der, int at) {
    return at + 2 + (der[at + 1] < 0 ? der[at + 1] & 0x7f : 0);
  }

  private static int contentLength(byte[] der, int at) {
    int first = der[at + 1];
    if (first >= 0) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = (length << 8) | (der[at + 2 + i] & 0xff);
    }
    return length;
  }

  private static byte[] der(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length;
    if (length < 0x80) {
      out.write(length);
    } else {
      byte[] digits = BigInteger.valueOf(length).toByteArray();
      int from = digits[0] == 0 ? 1 : 0;
      out.write(0x80 | (digits.length - from));
      out.write(digits, from, digits.length - from);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] bytes(String base64) {
    return Base64.getMimeDecoder().decode(base64.strip());
  }
}
