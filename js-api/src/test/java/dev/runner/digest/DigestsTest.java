package dev.runner.digest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestsTest {
  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static MessageDigest fresh(String name) {
    return Digests.named(name).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 31d6cfe0d16ae931b73c59d7e0c089c0",
    "a, bde52cb31de33e46245e05fbdbd6fb24",
    "abc, a448017aaf21d8525fc10ae87aa6729d",
    "message digest, d9130a8164549fe818874806e1c7014b",
    "abcdefghijklmnopqrstuvwxyz, d79e1c308aa5bbcdeea8ed63df412da9",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789, 043f8582f241db351ce627e153e7f0e4",
  })
  @DisplayName("MD4 gives what RFC 1320 prints")
  void md4(String text, String digest) {
    assertThat(hex(Digests.md4().digest(text.getBytes(US_ASCII)))).isEqualTo(digest);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1, 9c1185a5c5e9fc54612808977ee8f548b2258d31",
    "a, 1, 0bdc9d2d256b3ee9daae347be6f4dc835a467ffe",
    "abc, 1, 8eb208f7e05d987a9b044a8e98c6b087f15a0bfc",
    "abcdefghijklmnopqrstuvwxyz, 1, f71c27109c692c1b56bbdceb5b9d2865b3708dbc",
    "1234567890, 8, 9b752e45573d4b39f4dbd3323cab82bf63326bfb",
    "a, 1000000, 52783243c1697bdbe16d37f97f68f08325dc1528",
  })
  @DisplayName("RIPEMD-160 gives what its authors print")
  void ripemd160(String text, int times, String digest) {
    assertThat(hex(fresh("ripemd160").digest(text.repeat(times).getBytes(US_ASCII))))
        .isEqualTo(digest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"md4", "ripemd160"})
  @DisplayName("pieces of any size add up to the same digest, and copies go their own way")
  void pieces(String name) throws CloneNotSupportedException {
    byte[] text = "0123456789abcdef".repeat(20).getBytes(US_ASCII);
    byte[] whole = fresh(name).digest(text);
    for (int size = 1; size < 140; size += 7) {
      MessageDigest digest = fresh(name);
      for (int at = 0; at < text.length; at += size) {
        digest.update(text, at, Math.min(size, text.length - at));
        MessageDigest copy = (MessageDigest) digest.clone();
        copy.update((byte) 1);
        copy.digest();
      }
      assertThat(digest.digest()).isEqualTo(whole);
      assertThat(digest.digest(text)).as("after a reset").isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "md5, 750c783e6ab0b503eaa86e310a5db738",
    "sha1, effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
    "sha256, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    "sha512, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
  })
  @DisplayName("HMAC gives what RFC 2202 and RFC 4231 print for test case 2")
  void hmac(String name, String code) {
    Hmac hmac = Hmac.of(fresh(name), "Jefe".getBytes(US_ASCII));
    hmac.update("what do ya want ".getBytes(US_ASCII));
    hmac.digest();
    hmac.update("for nothing?".getBytes(US_ASCII));
    assertThat(hex(hmac.digest())).isEqualTo(code);
  }

  @Test
  @DisplayName("a key longer than a block is digested first")
  void longKey() {
    Hmac hmac = Hmac.of(fresh("sha1"), HexFormat.of().parseHex("aa".repeat(80)));
    hmac.update("Test Using Larger Than Block-Size Key - Hash Key First".getBytes(US_ASCII));
    assertThat(hex(hmac.digest())).isEqualTo("aa4ae5e15272d00e95705637ce8a3b55ed402112");
  }

  @Test
  @DisplayName("there are no others")
  void unknown() {
    assertThat(Digests.named("sha3")).isEmpty();
  }
}
