package dev.runner.js.http;

import static dev.runner.js.http.FakeSession.body;
import static dev.runner.js.http.FakeSession.header;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestArgumentsTest {
  private final HttpScript script = new HttpScript();

  @AfterEach
  void close() {
    script.close();
  }

  @Test
  @DisplayName("Text goes out as it is, without content type")
  void textBody() {
    script.run("http.post('http://t/', 'grüße')");
    assertThat(body(script.session.last())).isEqualTo("grüße");
    assertThat(header(script.session.last(), "Content-Type")).isNull();
    script.run("http.post('http://t/', null)");
    assertThat(script.session.last().body()).isNull();
    script.run("http.post('http://t/', '')");
    assertThat(script.session.last().body()).isEmpty();
  }

  @Test
  @DisplayName("Buffers and views of them go out as bytes")
  void binaryBody() {
    script.run("const b = new Uint8Array([1, 2, 250, 4]).buffer");
    script.run("http.post('http://t/', b)");
    assertThat(script.session.last().body()).containsExactly(1, 2, 250, 4);
    script.run("http.post('http://t/', new Uint8Array(b, 1, 2))");
    assertThat(script.session.last().body()).containsExactly(2, 250);
    script.run("http.post('http://t/', new Uint16Array(b, 2, 1))");
    assertThat(script.session.last().body()).containsExactly(250, 4);
    script.run("http.post('http://t/', new DataView(b, 3))");
    assertThat(script.session.last().body()).containsExactly(4);
    script.run("http.post('http://t/', new ArrayBuffer(0))");
    assertThat(script.session.last().body()).isEmpty();
    assertThat(header(script.session.last(), "Content-Type")).isNull();
  }

  @Test
  @DisplayName("A binary response can be sent on")
  void binaryResponseAsBody() {
    script.session.answer(200, new byte[] {9, 8, 7});
    script.run("http.post('http://t/', http.get('http://t/', {responseType: 'binary'}).body)");
    assertThat(script.session.last().body()).containsExactly(9, 8, 7);
  }

  @Test
  @DisplayName("An object goes out as a form sorted by its keys")
  void form() {
    script.run(
        """
        http.post('http://t/', {z: 'a b&c', a: [1, 'x'], n: null, u: undefined, t: true, f: 1.5,
            big: 1e21, 'k y': 'é~*'})
        """);
    assertThat(body(script.session.last()))
        .isEqualTo("a=1&a=x&big=1e%2B21&f=1.5&k+y=%C3%A9~%2A&n=&t=true&u=&z=a+b%26c");
    assertThat(header(script.session.last(), "Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
  }

  @Test
  @DisplayName("A form keeps the content type that was given, and warns of nested objects")
  void formDetails() {
    script.run("http.post('http://t/', {o: {a: 1}}, {headers: {'content-type': 'own'}})");
    assertThat(body(script.session.last())).isEqualTo("o=");
    assertThat(header(script.session.last(), "Content-Type")).isEqualTo("own");
    assertThat(script.scope.logged).singleElement().asString().contains("'o'");
  }

  @Test
  @DisplayName("An object with a file goes out as a multipart form")
  void multipart() {
    script.run(
        """
        http.post('http://t/', {a: 'text', f: http.file(new Uint8Array([65, 66]), 'n"m.txt', 'text/plain'),
            g: http.file('data')})
        """);
    String type = header(script.session.last(), "Content-Type");
    assertThat(type).matches("multipart/form-data; boundary=[0-9a-f]{60}");
    String boundary = type.substring(type.indexOf('=') + 1);
    assertThat(body(script.session.last()).replace(boundary, "B").replace("\r\n", "|"))
        .isEqualTo(
            "--B|Content-Disposition: form-data; name=\"a\"||text|"
                + "--B|Content-Disposition: form-data; name=\"f\"; filename=\"n\\\"m.txt\"|"
                + "Content-Type: text/plain||AB|"
                + "--B|Content-Disposition: form-data; name=\"g\"; filename=\"1767225600000000000\"|"
                + "Content-Type: application/octet-stream||data|--B--|");
    assertThat(script.json("http.file('x', 'n')"))
        .isEqualTo(
            "{\"data\":\"x\",\"filename\":\"n\",\"content_type\":\"application/octet-stream\"}");
    assertThat(script.thrown("http.file(5)")).contains("http.file()");
  }

  @ParameterizedTest
  @DisplayName("Other values cannot be a body")
  @ValueSource(strings = {"5", "true", "[1]", "() => 1"})
  void wrongBody(String value) {
    assertThat(
            script.json(
                "(r => [r.status, r.request, r.error])(http.post('http://t/', " + value + "))"))
        .startsWith("[0,null,\"")
        .contains("cannot be a request body");
    assertThat(script.session.calls).isEmpty();
  }

  @Test
  @DisplayName("Headers get canonical names and text values")
  void headers() {
    script.run(
        """
        http.get('http://t/', {headers: {'x-low': 1, 'ACCEPT': ['a', 'b'], t: true, n: null,
            'user-agent': 'mine', Host: 'other'}})
        """);
    var call = script.session.last();
    assertThat(header(call, "X-Low")).isEqualTo("1");
    assertThat(header(call, "Accept")).isEqualTo("a,b");
    assertThat(header(call, "T")).isEqualTo("true");
    assertThat(header(call, "N")).isEqualTo("null");
    assertThat(header(call, "User-Agent")).isEqualTo("mine");
    assertThat(header(call, "Host")).isEqualTo("other");
  }

  @Test
  @DisplayName("An empty user agent sends none; a content length is not taken over")
  void specialHeaders() {
    script.run("http.post('http://t/', 'abc', {headers: {'User-Agent': '', 'Content-Length': 5}})");
    assertThat(script.session.last().headers()).isEmpty();
    assertThat(script.scope.logged).singleElement().asString().contains("Content-Length");
    script.run("http.post('http://t/', 'abc', {headers: {'Content-Length': '3'}})");
    assertThat(script.scope.logged).hasSize(1);
  }

  @Test
  @DisplayName("Headers that would break the request are refused")
  void badHeaders() {
    assertThat(script.run("http.get('http://t/', {headers: {'A B': '1'}}).error").asString())
        .contains("invalid header name");
    assertThat(script.run("http.get('http://t/', {headers: {A: '1\\r\\nB: 2'}}).error").asString())
        .contains("invalid value of header");
    assertThat(script.run("http.request('A B', 'http://t/').error").asString())
        .contains("invalid method");
    assertThat(script.session.calls).isEmpty();
  }

  @ParameterizedTest(name = "{0} is {1} ms")
  @DisplayName("Timeouts are numbers, texts or durations")
  @CsvSource({
    "1500, 1500",
    "0.5, 0.5",
    "'\"250\"', 250",
    "'\"1m30s\"', 90000",
    "'\"1.5s\"', 1500",
    "'\"10ms\"', 10",
    "undefined, 60000",
    "null, 60000",
  })
  void timeouts(String value, double millis) {
    script.run("http.get('http://t/', {timeout: " + value + "})");
    assertThat(script.session.last().timeoutNanos()).isEqualTo((long) (millis * 1e6));
  }

  @ParameterizedTest
  @DisplayName("Other timeouts fail the request")
  @ValueSource(strings = {"'soon'", "'1x'", "''", "-1", "true", "{}", "'1s1'"})
  void badTimeouts(String value) {
    assertThat(
            script.json(
                "(r => [r.error_code, r.error])(http.get('http://t/', {timeout: " + value + "}))"))
        .startsWith("[0,\"invalid timeout");
  }

  @Test
  @DisplayName("Unknown parameters and parameters of no use are ignored")
  void ignored() {
    script.run(
        """
        http.get('http://t/', 'x'); http.get('http://t/', 5); http.get('http://t/', []);
        http.get('http://t/', {what: 1, jar: 'x', auth: 'odd', headers: null, cookies: 5, tags: null,
            redirects: 'x', responseType: null, compression: ''});
        """);
    assertThat(script.session.calls).hasSize(4);
    assertThat(script.scope.logged).isEmpty();
  }

  @Test
  @DisplayName("User name and password in the URL are sent as basic credentials")
  void basicAuth() {
    script.run("http.get('http://user:pass@t/', {auth: 'basic'})");
    assertThat(header(script.session.last(), "Authorization")).isEqualTo("Basic dXNlcjpwYXNz");
    assertThat(script.session.last().uri()).hasToString("http://t/");
    script.run("http.get('http://user:pass@t/', {headers: {authorization: 'own'}})");
    assertThat(header(script.session.last(), "Authorization")).isEqualTo("own");
  }
}
