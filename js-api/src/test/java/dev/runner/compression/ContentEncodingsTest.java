package dev.runner.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentEncodingsTest {
  private static final int LIMIT = 1 << 24;

  private static byte[] text() {
    return "To be, or not to be, that is the question. "
        .repeat(5_000)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] noise() {
    var bytes = new byte[200_001];
    new SplittableRandom(7).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  @DisplayName("gives back what it has encoded, and makes text smaller")
  void roundTrip(String encoding) throws IOException {
    for (byte[] body : List.of(text(), noise(), new byte[] {1})) {
      byte[] encoded = ContentEncodings.encode(body, List.of(encoding));
      assertThat(ContentEncodings.decode(encoded, encoding, LIMIT)).isEqualTo(body);
    }
    assertThat(ContentEncodings.encode(text(), List.of(encoding))).hasSizeLessThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  @DisplayName("tells of data that is broken, and of data that is cut off")
  void broken(String encoding) {
    byte[] encoded = ContentEncodings.encode(noise(), List.of(encoding));
    byte[] half = java.util.Arrays.copyOf(encoded, encoded.length / 2);
    assertThatThrownBy(() -> ContentEncodings.decode(half, encoding, LIMIT))
        .isInstanceOf(IOException.class);
    byte[] wrong = "this is plain text, not compressed".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ContentEncodings.decode(wrong, encoding, LIMIT))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  @DisplayName("stops at the limit")
  void limit(String encoding) throws IOException {
    byte[] encoded = ContentEncodings.encode(new byte[1_000_000], List.of(encoding));
    assertThat(ContentEncodings.decode(encoded, encoding, 1_000_000)).hasSize(1_000_000);
    assertThatThrownBy(() -> ContentEncodings.decode(encoded, encoding, 999_999))
        .hasMessageContaining("larger than 999999 bytes");
  }

  @Test
  @DisplayName("applies several encodings in their order and takes them off from the last")
  void several() throws IOException {
    byte[] encoded = ContentEncodings.encode(text(), List.of("gzip", "br", "zstd"));
    assertThat(ContentEncodings.decode(encoded, "GZIP, br ,zstd", LIMIT)).isEqualTo(text());
  }

  @Test
  @DisplayName("leaves bodies with encodings that nobody knows as they are")
  void unknown() throws IOException {
    byte[] body = {1, 2, 3};
    assertThat(ContentEncodings.decode(body, "identity", LIMIT)).isEqualTo(body);
    assertThat(ContentEncodings.isKnown("compress")).isFalse();
  }

  @Test
  @DisplayName("decodes what other programs have made")
  void foreign() throws IOException {
    // The zstd program and Node.js, of the same text.
    assertThat(decoded("28b52ffd04687500004068656c6c6f2c200a01001a8b112ff779ea", "zstd"))
        .isEqualTo("hello, hello, hello, hello, hello, hello\n");
    assertThat(decoded("1b2800f88d946ede44095286d60a2c6c6f4a917a228177b500", "br"))
        .isEqualTo("hello, hello, hello, hello, hello, hello\n");
  }

  private static String decoded(String hex, String encoding) throws IOException {
    byte[] body = HexFormat.of().parseHex(hex);
    return new String(ContentEncodings.decode(body, encoding, LIMIT), StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("makes valid Brotli where there is no native library")
  void stored() throws IOException {
    for (byte[] body : List.of(noise(), new byte[0], new byte[] {1}, new byte[65_536])) {
      var out = new ByteArrayOutputStream();
      BrotliEncoder.store(body, out);
      assertThat(ContentEncodings.decode(out.toByteArray(), "br", LIMIT)).isEqualTo(body);
    }
  }
}
