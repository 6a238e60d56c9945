package dev.runner.js.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.transport.HttpFault;
import dev.runner.transport.HttpReply;
import dev.runner.transport.Ocsp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ResponseTest {
  private final HttpScript script = new HttpScript();

  @AfterEach
  void close() {
    script.close();
  }

  @Test
  @DisplayName("The fields come in their order, with all values")
  void fields() {
    script.session.answer(200, "hi", "content-type", "text/plain", "X-A", "1", "x-a", "2");
    assertThat(script.json("http.get('http://t/p')"))
        .isEqualTo(
            "{\"remote_ip\":\"127.0.0.1\",\"remote_port\":8080,\"url\":\"http://t/p\",\"status\":200,"
                + "\"status_text\":\"200 OK\",\"proto\":\"HTTP/1.1\","
                + "\"headers\":{\"Content-Type\":\"text/plain\",\"X-A\":\"1, 2\"},\"cookies\":{},"
                + "\"body\":\"hi\",\"timings\":{\"duration\":15.5,\"blocked\":1,\"looking_up\":0,"
                + "\"connecting\":2,\"tls_handshaking\":3,\"sending\":4,\"waiting\":5,"
                + "\"receiving\":6.5},\"tls_version\":\"\",\"tls_cipher_suite\":\"\","
                + "\"ocsp\":{\"produced_at\":0,\"this_update\":0,\"next_update\":0,\"revoked_at\":0,"
                + "\"revocation_reason\":\"\",\"status\":\"\"},\"error\":\"\",\"error_code\":0,"
                + "\"request\":{\"method\":\"GET\",\"url\":\"http://t/p\","
                + "\"headers\":{\"User-Agent\":[\"test/1\"]},\"body\":\"\",\"cookies\":{}}}");
    assertThat(script.json("Object.keys(http.get('http://t/'))"))
        .isEqualTo(
            "[\"remote_ip\",\"remote_port\",\"url\",\"status\",\"status_text\",\"proto\","
                + "\"headers\",\"cookies\",\"body\",\"timings\",\"tls_version\","
                + "\"tls_cipher_suite\",\"ocsp\",\"error\",\"error_code\",\"request\"]");
  }

  @Test
  @DisplayName("Every field can be overwritten and keeps its identity")
  void assignable() {
    script.run("const r = http.get('http://t/')");
    assertThat(script.run("r.headers === r.headers && r.timings === r.timings").asBoolean())
        .isTrue();
    script.run("for (const k of Object.keys(r)) r[k] = 'own ' + k");
    assertThat(script.run("Object.keys(r).every(k => r[k] === 'own ' + k)").asBoolean()).isTrue();
    assertThat(script.json("Object.assign({}, http.get('http://t/')).status")).isEqualTo("200");
  }

  @Test
  @DisplayName("TLS facts are passed on")
  void tls() {
    HttpReply plain = FakeSession.reply(200, new byte[0]);
    script.session.answer(
        new HttpReply(
            200,
            "",
            "HTTP/2.0",
            plain.headers(),
            plain.body(),
            "::1",
            443,
            "tls1.3",
            "TLS_AES_128_GCM_SHA256",
            new Ocsp("revoked", "superseded", 1, 2, 3, 4),
            plain.timings(),
            1,
            null));
    assertThat(
            script.json(
                "(r => [r.proto, r.tls_version, r.tls_cipher_suite, r.ocsp, r.status_text])"
                    + "(http.get('https://t/'))"))
        .isEqualTo(
            "[\"HTTP/2.0\",\"tls1.3\",\"TLS_AES_128_GCM_SHA256\","
                + "{\"produced_at\":1,\"this_update\":2,\"next_update\":3,\"revoked_at\":4,"
                + "\"revocation_reason\":\"superseded\",\"status\":\"revoked\"},\"200\"]");
    assertThat(script.scope.samples.getFirst().tags().get("tls_version")).isEqualTo("tls1.3");
  }

  @Test
  @DisplayName("Statuses from 400 on set the error code alone")
  void errorStatus() {
    script.session.answer(404, "no").answer(503, "");
    assertThat(script.json("(r => [r.status_text, r.error, r.error_code])(http.get('http://t/'))"))
        .isEqualTo("[\"404 Not Found\",\"\",1404]");
    assertThat(script.run("http.get('http://t/').error_code").asInt()).isEqualTo(1503);
    assertThat(script.scope.logged).isEmpty();
    assertThat(script.scope.samples.getFirst().tags().get("error_code")).isEqualTo("1404");
  }

  @Test
  @DisplayName("A missing body is null after 204 and empty otherwise")
  void emptyBodies() {
    script.session.answer(204, "").answer(200, "").answer(200, "");
    assertThat(script.json("http.get('http://t/').body")).isEqualTo("null");
    assertThat(script.json("http.get('http://t/').body")).isEqualTo("\"\"");
    assertThat(script.json("http.head('http://t/').body")).isEqualTo("\"\"");
  }

  @Test
  @DisplayName("Bytes that are not UTF-8 become replacement characters")
  void invalidUtf8() {
    script.session.answer(200, new byte[] {'a', (byte) 0xff, 'b'});
    assertThat(script.run("http.get('http://t/').body").asString()).isEqualTo("a\ufffdb");
  }

  @Test
  @DisplayName("responseType decides what becomes of the body")
  void responseTypes() {
    script.session.answer(200, "{\"a\":1}").answer(200, "").answer(204, "");
    script.run("const b = http.get('http://t/', {responseType: 'binary'})");
    assertThat(
            script.json(
                "[b.body instanceof ArrayBuffer, b.body.byteLength, new Uint8Array(b.body)[0],"
                    + " b.json(), b.json('a')]"))
        .isEqualTo("[true,7,123,{\"a\":1},1]");
    assertThat(script.json("http.get('http://t/', {responseType: 'binary'}).body.byteLength"))
        .isEqualTo("0");
    assertThat(script.json("http.get('http://t/', {responseType: 'binary'}).body"))
        .isEqualTo("null");
    assertThat(script.json("http.get('http://t/', {responseType: 'none'}).body")).isEqualTo("null");
    assertThat(script.session.last().keepBody()).isFalse();
    assertThat(script.json("http.get('http://t/', {responseType: 'odd'}).error"))
        .contains("invalid responseType 'odd'");
  }

  @Test
  @DisplayName("Bodies are discarded by default if the run says so")
  void discarded() {
    script.scope.defaults = new HttpDefaults("", 10, true, false, 20, 6);
    assertThat(script.json("http.get('http://t/').body")).isEqualTo("null");
    assertThat(script.session.last().keepBody()).isFalse();
    script.session.answer(200, "x");
    assertThat(script.json("http.get('http://t/', {responseType: 'text'}).body"))
        .isEqualTo("\"x\"");
    assertThat(script.session.last().headers()).isEmpty();
  }

  @Test
  @DisplayName("Cookies of the response show every attribute")
  void cookies() {
    script.session.answer(
        200,
        "",
        "Set-Cookie",
        "a=1; Domain=t; Path=/p; HttpOnly; Secure; Max-Age=5; Expires=Sun, 06 Nov 1994 08:49:37 GMT",
        "set-cookie",
        "b=2",
        "Set-Cookie",
        "b=3");
    assertThat(script.json("http.get('http://t/').cookies"))
        .isEqualTo(
            "{\"a\":[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"t\",\"path\":\"/p\","
                + "\"http_only\":true,\"secure\":true,\"max_age\":5,\"expires\":784111777000}],"
                + "\"b\":[{\"name\":\"b\",\"value\":\"2\",\"domain\":\"\",\"path\":\"\","
                + "\"http_only\":false,\"secure\":false,\"max_age\":0,\"expires\":-6795364578871},"
                + "{\"name\":\"b\",\"value\":\"3\",\"domain\":\"\",\"path\":\"\","
                + "\"http_only\":false,\"secure\":false,\"max_age\":0,\"expires\":-6795364578871}]}");
  }

  @Test
  @DisplayName("json() gives a fresh object, json(selector) a part, or undefined")
  void json() {
    script.session.answer(200, "{\"a\":{\"b\":[1,2]}}");
    script.run("const r = http.get('http://t/')");
    assertThat(script.run("r.json() !== r.json()").asBoolean()).isTrue();
    assertThat(script.json("[r.json('a.b.1'), r.json('a.b.#'), r.json('a')]"))
        .isEqualTo("[2,2,{\"b\":[1,2]}]");
    assertThat(
            script
                .run(
                    "[r.json('x'), r.json(''), r.json(5), r.json(null)].every(v => v === undefined)")
                .asBoolean())
        .isTrue();
  }

  @Test
  @DisplayName("json() says where the body is not JSON, json(selector) finds nothing in it")
  void brokenJson() {
    script.session.answer(200, "{\n\"a\": x}").answer(204, "");
    script.run("const r = http.get('http://t/')");
    assertThat(script.thrown("r.json()")).contains("not JSON: line 2, character 6");
    assertThat(script.run("r.json('a') === undefined").asBoolean()).isTrue();
    script.run("const n = http.get('http://t/')");
    assertThat(script.thrown("n.json()")).contains("no body");
    assertThat(script.thrown("n.json('a')")).contains("no body");
  }

  @Test
  @DisplayName("Compressed bodies are decoded, headers stay")
  void decoding() throws IOException {
    byte[] plain = "hello, hello".getBytes(StandardCharsets.UTF_8);
    var gzip = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(gzip)) {
      out.write(plain);
    }
    var zlib = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(zlib)) {
      out.write(gzip.toByteArray());
    }
    var raw = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(raw, new Deflater(9, true))) {
      out.write(plain);
    }
    script
        .session
        .answer(200, gzip.toByteArray(), "Content-Encoding", "gzip")
        .answer(200, zlib.toByteArray(), "Content-Encoding", "GZIP, deflate")
        .answer(200, raw.toByteArray(), "content-encoding", "deflate");
    for (int i = 0; i < 3; i++) {
      assertThat(script.run("var r = http.get('http://t/'); r.body").asString())
          .isEqualTo("hello, hello");
    }
    assertThat(script.run("r.headers['Content-Encoding']").asString()).isEqualTo("deflate");
  }

  @Test
  @DisplayName("A body that cannot be decoded fails the request")
  void brokenEncoding() {
    script.session.answer(200, "not gzip", "Content-Encoding", "gzip");
    assertThat(script.json("(r => [r.status, r.error_code, r.body])(http.get('http://t/'))"))
        .isEqualTo("[0,1701,null]");
    var tags = script.scope.samples.getFirst().tags();
    assertThat(tags.get("status")).isEqualTo("0");
    assertThat(tags.get("error_code")).isEqualTo("1701");
    assertThat(tags.get("expected_response")).isEqualTo("false");
  }

  @Test
  @DisplayName("An encoding that nobody knows leaves the body as it is")
  void unsupportedEncoding() {
    script.session.answer(200, "x", "Content-Encoding", "compress");
    assertThat(script.run("http.get('http://t/').body").asString()).isEqualTo("x");
  }

  @Test
  @DisplayName("A failed exchange gives status 0, an error and a warning")
  void failure() {
    script.session.fail(HttpFault.DIAL_REFUSED, "dial: connection refused", "");
    assertThat(
            script.json(
                "(r => [r.status, r.status_text, r.error, r.error_code, r.body, r.headers, r.proto,"
                    + " r.request.method, r.url])(http.get('http://u:p@t/'))"))
        .isEqualTo(
            "[0,\"\",\"dial: connection refused\",1212,null,{},\"\",\"GET\",\"http://u:p@t/\"]");
    assertThat(script.scope.logged)
        .containsExactly(
            "warning: Request Failed"
                + " {error=Get \"http://****:****@t/\": dial: connection refused}");
  }

  @Test
  @DisplayName("What came before a timeout stays in the body")
  void timeout() {
    script.session.fail(HttpFault.REQUEST_TIMEOUT, "request timeout", "part");
    assertThat(
            script.json("(r => [r.status, r.error, r.error_code, r.body])(http.get('http://t/'))"))
        .isEqualTo("[0,\"request timeout\",1050,\"part\"]");
  }

  @Test
  @DisplayName("A request that cannot be made gives a response without request")
  void unsent() {
    assertThat(
            script.json("(r => [r.status, r.error_code, r.request, r.body])(http.get(undefined))"))
        .isEqualTo("[0,1020,null,[]]");
    assertThat(script.json("(r => [r.error_code, r.error])(http.get('http://t:x/'))"))
        .startsWith("[1020,\"invalid URL");
    assertThat(script.run("http.get('nowhere').error_code").asInt()).isEqualTo(1000);
    assertThat(script.scope.samples).isEmpty();
    assertThat(script.scope.logged)
        .hasSize(3)
        .allMatch(line -> line.startsWith("warning: Request Failed {error="));
  }

  @Test
  @DisplayName("With the option throw, failures are thrown, error statuses are not")
  void throwing() {
    script.scope.throwing = true;
    script.session.fail(HttpFault.DIAL_REFUSED, "dial: connection refused", "").answer(500, "");
    assertThat(script.thrown("http.post('http://t/')"))
        .isEqualTo("Post \"http://t/\": dial: connection refused");
    assertThat(script.thrown("http.get('http://t/', {timeout: 'x'})")).contains("invalid timeout");
    assertThat(script.run("http.get('http://t/').status").asInt()).isEqualTo(500);
    assertThat(script.scope.logged).isEmpty();
    assertThat(List.of(script.scope.samples.getFirst().metric(), script.scope.samples.size()))
        .isEqualTo(List.of("http_reqs", 18));
  }
}
