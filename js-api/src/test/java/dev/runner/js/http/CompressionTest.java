package dev.runner.js.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.compression.ContentEncodings;
import dev.runner.transport.HttpCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
  private final HttpScript script = new HttpScript();

  @AfterEach
  void close() {
    script.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "gzip, br", " ZSTD,deflate "})
  @DisplayName("Bodies of requests are compressed and say so")
  void request(String encodings) throws IOException {
    script.run("http.post('http://t/', 'hello '.repeat(1000), {compression: '" + encodings + "'})");
    HttpCall call = script.session.last();
    String header = FakeSession.header(call, "Content-Encoding");
    assertThat(header)
        .isEqualTo(String.join(", ", encodings.trim().toLowerCase(Locale.ROOT).split(" *, *")));
    assertThat(call.body()).hasSizeLessThan(200);
    assertThat(
            new String(
                ContentEncodings.decode(call.body(), header, 100_000), StandardCharsets.UTF_8))
        .isEqualTo("hello ".repeat(1000));
  }

  @Test
  @DisplayName("Forms are compressed too, nothing is where there is no body")
  void forms() {
    script.run("http.post('http://t/', {a: 'b'}, {compression: 'gzip'})");
    assertThat(FakeSession.header(script.session.last(), "Content-Encoding")).isEqualTo("gzip");
    assertThat(FakeSession.header(script.session.last(), "Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
    script.run("http.post('http://t/', null, {compression: 'gzip'})");
    assertThat(FakeSession.header(script.session.last(), "Content-Encoding")).isNull();
  }

  @Test
  @DisplayName("An unknown compression makes an error response")
  void unknown() {
    assertThat(
            script.json(
                "(r => [r.status, r.error, r.request])"
                    + "(http.post('http://t/', 'x', {compression: 'gzip, lzma'}))"))
        .isEqualTo("[0,\"unknown compression 'lzma': give gzip, deflate, br or zstd\",null]");
    assertThat(script.session.calls).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "gzip, zstd"})
  @DisplayName("Bodies of responses are decoded whenever they come encoded")
  void response(String encodings) {
    byte[] body = "grüße".getBytes(StandardCharsets.UTF_8);
    script.session.answer(
        200,
        ContentEncodings.encode(body, List.of(encodings.split(", "))),
        "Content-Encoding",
        encodings);
    assertThat(script.json("(r => [r.body, r.headers])(http.get('http://t/'))"))
        .isEqualTo("[\"grüße\",{\"Content-Encoding\":\"" + encodings + "\"}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  @DisplayName("Broken data is an error")
  void broken(String encoding) {
    script.session.answer(200, "this is not compressed at all", "Content-Encoding", encoding);
    assertThat(script.json("(r => [r.status, r.error_code, r.body])(http.get('http://t/'))"))
        .isEqualTo("[0,1701,null]");
  }
}
