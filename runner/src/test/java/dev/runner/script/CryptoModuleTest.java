package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The modules `k6/crypto` and `k6/encoding`, in scripts.
class CryptoModuleTest {
  @TempDir Path folder;
  private Scripts scripts;

  @BeforeEach
  void prepare() {
    scripts = new Scripts(folder);
  }

  @AfterEach
  void close() {
    scripts.close();
  }

  /// Runs statements in one iteration; what they throw is printed.
  private List<String> run(String statements) {
    return scripts.printed(
        """
        import crypto, { hmac, createHash, createHMAC } from 'k6/crypto';
        import { b64encode, b64decode } from 'k6/encoding';
        const bytes = (...values) => new Uint8Array(values);
        const list = (buffer) => [...new Uint8Array(buffer)].join();
        export default function () { try {
        """
            + statements
            + "\n} catch (e) { console.log('thrown', e.name, e.message) } }");
  }

  @ParameterizedTest
  @CsvSource({
    "md4, a448017aaf21d8525fc10ae87aa6729d",
    "md5, 900150983cd24fb0d6963f7d28e17f72",
    "sha1, a9993e364706816aba3e25717850c26c9cd0d89d",
    "sha256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "sha384, cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
    "sha512_224, 4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa",
    "sha512_256, 53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
    "ripemd160, 8eb208f7e05d987a9b044a8e98c6b087f15a0bfc",
  })
  @DisplayName("digests of strings, buffers and views; at once or piece by piece")
  void digests(String name, String digest) {
    assertThat(
            run(
                """
                console.log(crypto.%1$s('abc', 'hex'));
                console.log(crypto.%1$s(bytes(97, 98, 99).buffer, 'hex'));
                console.log(crypto.%1$s(bytes(0, 97, 98, 99, 0).subarray(1, 4), 'hex'));
                const hash = createHash('%1$s');
                hash.update('a');
                hash.digest('hex');
                hash.update(bytes(98, 99));
                console.log(hash.digest('hex'), hash.digest('hex') === crypto.%1$s('abc', 'hex'));
                console.log(crypto.hexEncode(crypto.%1$s('abc', 'binary')));
                """
                    .formatted(name)))
        .containsExactly(digest, digest, digest, digest + " true", digest);
  }

  @Test
  @DisplayName("a digest comes out as hex, base64, base64url, base64rawurl or binary")
  void encodings() {
    assertThat(
            run(
                """
                for (const format of ['hex', 'base64', 'base64url', 'base64rawurl']) {
                  console.log(crypto.md5('hello world 2', format));
                }
                console.log(crypto.md5('x', 'binary') instanceof ArrayBuffer);
                """))
        .containsExactly(
            "5270941191198af2a01db3572f1b47e8",
            "UnCUEZEZivKgHbNXLxtH6A==",
            "UnCUEZEZivKgHbNXLxtH6A==",
            "UnCUEZEZivKgHbNXLxtH6A",
            "true");
  }

  @Test
  @DisplayName("HMAC with any of the digests")
  void hmac() {
    assertThat(
            run(
                """
                console.log(hmac('sha256', 'Jefe', 'what do ya want for nothing?', 'hex'));
                const running = createHMAC('ripemd160', 'key');
                running.update('x');
                console.log(running.digest('hex') === hmac('ripemd160', 'key', 'x', 'hex'));
                """))
        .containsExactly(
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "crypto.md5('x')|invalid output encoding 'undefined'",
        "crypto.md5('x', 'octal')|invalid output encoding 'octal'",
        "crypto.md5(1, 'hex')|takes a string, an ArrayBuffer or a typed array",
        "crypto.md5(undefined, 'hex')|takes a string, an ArrayBuffer or a typed array",
        "createHash('sha3')|there is no hash algorithm 'sha3'",
        "createHMAC('sha3', 'x')|there is no hash algorithm 'sha3'",
        "hmac('sha3', 'x', 'y', 'hex')|there is no hash algorithm 'sha3'",
        "crypto.randomBytes(0)|a number of bytes from 1",
        "crypto.randomBytes(-1)|a number of bytes from 1",
        "crypto.randomBytes()|a number of bytes from 1",
        "b64decode('a')|illegal base64 data",
        "b64decode('YQ')|padding by '=' is missing",
        "b64decode('YQ==', 'rawstd')|'rawstd' has no padding",
        "b64decode('-_8=')|illegal base64 data",
        "b64decode('+/8=', 'url')|illegal base64 data",
        "b64encode(5)|takes a string, an ArrayBuffer or a typed array",
        "b64encode()|takes a string, an ArrayBuffer or a typed array",
      })
  @DisplayName("what is wrong is thrown")
  void wrong(String expression, String message) {
    assertThat(run(expression)).singleElement().asString().startsWith("thrown").contains(message);
  }

  @Test
  @DisplayName("random bytes have the size asked for and are not the same twice")
  void random() {
    assertThat(
            run(
                """
                console.log(crypto.randomBytes(16).byteLength);
                console.log(list(crypto.randomBytes(16)) === list(crypto.randomBytes(16)));
                """))
        .containsExactly("16", "false");
  }

  @Test
  @DisplayName("base64 in four variants, there and back")
  void base64() {
    assertThat(
            run(
                """
                for (const variant of ['std', 'rawstd', 'url', 'rawurl', 'whatever', undefined]) {
                  const text = b64encode(bytes(251, 255, 0, 1), variant);
                  console.log(text, list(b64decode(text, variant)));
                }
                console.log(b64encode('ä€😀'), b64decode(b64encode('ä€😀'), 'std', 's'));
                console.log(b64encode(''), b64decode('').byteLength, b64decode('YW\\nJj', 'std', 's'));
                console.log(b64encode('\\ud800'));
                """))
        .containsExactly(
            "+/8AAQ== 251,255,0,1",
            "+/8AAQ 251,255,0,1",
            "-_8AAQ== 251,255,0,1",
            "-_8AAQ 251,255,0,1",
            "+/8AAQ== 251,255,0,1",
            "+/8AAQ== 251,255,0,1",
            "w6Tigqzwn5iA ä€😀",
            " 0 abc",
            "77+9");
  }
}
