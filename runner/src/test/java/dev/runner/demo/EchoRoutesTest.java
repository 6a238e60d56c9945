package dev.runner.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The echo routes of the demo server")
class EchoRoutesTest extends WithDemoServer {
  @Test
  @DisplayName("tell method, URL, query, headers and cookies")
  void echo() {
    DemoClient.Reply reply =
        client.get("/get?a=1&b=x%20y&a=2", "X-Tag", "red", "Cookie", "id=7; lang=en");

    assertThat(reply.json())
        .containsOnlyKeys(
            "method", "url", "path", "query", "headers", "cookies", "form", "data", "json")
        .containsEntry("method", "GET")
        .containsEntry("url", server.baseUrl() + "/get?a=1&b=x%20y&a=2")
        .containsEntry("path", "/get")
        .containsEntry("query", Map.of("a", List.of("1", "2"), "b", "x y"))
        .containsEntry("cookies", Map.of("id", "7", "lang", "en"))
        .containsEntry("form", Map.of())
        .containsEntry("data", "")
        .containsEntry("json", null);
    assertThat(reply.map("headers")).containsEntry("X-Tag", "red");
    assertThat(client.get("/headers", "X-Tag", "blue").map("headers"))
        .containsEntry("X-Tag", "blue");
  }

  @Test
  @DisplayName("tell a JSON body, a form, text and bytes")
  void bodies() {
    DemoClient.Reply json = client.post("/post", "{\"a\":[1,2.5,null]}");
    assertThat(json.json()).containsEntry("data", "{\"a\":[1,2.5,null]}");
    assertThat(json.map("json")).containsEntry("a", Arrays.asList(1L, 2.5, null));

    DemoClient.Reply form =
        client.send(
            "PUT", "/put", "a=1&b=%C3%BC+x", "Content-Type", "application/x-www-form-urlencoded");
    assertThat(form.json())
        .containsEntry("form", Map.of("a", "1", "b", "ü x"))
        .containsEntry("data", "");

    assertThat(client.send("PATCH", "/patch", "plain").json())
        .containsEntry("data", "plain")
        .containsEntry("json", null);

    byte[] bytes = {(byte) 0xff, 0, 1};
    assertThat(client.send("DELETE", "/delete", BodyPublishers.ofByteArray(bytes)).json())
        .containsEntry("data", "data:application/octet-stream;base64,/wAB");
  }

  @ParameterizedTest
  @DisplayName("answer any method on /anything and below")
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void anything(String method) {
    assertThat(client.send(method, "/anything/x/y", "").json())
        .containsEntry("method", method)
        .containsEntry("path", "/anything/x/y");
  }

  @Test
  @DisplayName("take only their own method")
  void methods() {
    assertThat(client.get("/post").status()).isEqualTo(405);
    assertThat(client.post("/get", "").header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  @Test
  @DisplayName("set cookies, unless they would break the header")
  void cookies() {
    DemoClient.Reply set = client.get("/cookies/set?a=1&b=two");
    assertThat(set.status()).isEqualTo(302);
    assertThat(set.header("Location")).isEqualTo("/cookies");
    assertThat(set.headers("Set-Cookie")).containsExactly("a=1; Path=/", "b=two; Path=/");
    assertThat(client.get("/cookies", "Cookie", "a=1").map("cookies")).containsEntry("a", "1");

    assertThat(client.get("/cookies/set?a=1%0d%0aX-Evil:%201").status()).isEqualTo(400);
  }

  @Test
  @DisplayName("redirect a number of times, or to a place")
  void redirects() {
    assertThat(client.get("/redirect/3").header("Location")).isEqualTo("/redirect/2");
    assertThat(client.get("/redirect/1").header("Location")).isEqualTo("/get");
    assertThat(client.get("/redirect/0").status()).isEqualTo(400);

    DemoClient.Reply to = client.post("/redirect-to?url=http%3A%2F%2F127.0.0.1%2Fx&status=307", "");
    assertThat(to.status()).isEqualTo(307);
    assertThat(to.header("Location")).isEqualTo("http://127.0.0.1/x");
    assertThat(client.get("/redirect-to?url=/get").status()).isEqualTo(302);
    assertThat(client.get("/redirect-to").status()).isEqualTo(400);
    assertThat(client.get("/redirect-to?url=/get&status=200").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @DisplayName("answer with the status asked for")
  @ValueSource(ints = {200, 201, 204, 304, 404, 418, 429, 500, 503, 599})
  void status(int status) {
    assertThat(client.get("/status/" + status).status()).isEqualTo(status);
  }

  @Test
  @DisplayName("answer a status outside 200 to 599 with 400")
  void badStatus() {
    assertThat(client.get("/status/100").status()).isEqualTo(400);
    assertThat(client.get("/status/abc").json()).containsKey("error");
  }

  @Test
  @DisplayName("answer after the delay asked for, many at once")
  void delay() {
    long start = System.nanoTime();
    assertThat(client.get("/delay/0.2").json()).containsEntry("delay", 0.2);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000);

    assertThat(client.get("/delay/11").status()).isEqualTo(400);
    assertThat(client.get("/delay/-1").status()).isEqualTo(400);
    assertThat(client.get("/delay/NaN").status()).isEqualTo(400);
  }

  @Test
  @DisplayName("send bytes that are the same for the same seed")
  void bytes() {
    byte[] bytes = client.get("/bytes/100000?seed=5").body();
    assertThat(bytes).hasSize(100_000);
    assertThat(client.get("/bytes/100000?seed=5").body()).isEqualTo(bytes);
    assertThat(client.get("/bytes/100000?seed=6").body()).isNotEqualTo(bytes);
    assertThat(client.get("/bytes/33?seed=5").body()).isEqualTo(Arrays.copyOf(bytes, 33));
    assertThat(client.get("/bytes/0").body()).isEmpty();
    assertThat(client.get("/bytes/5000000").body()).hasSize(5_000_000);
    assertThat(client.get("/bytes/100000001").status()).isEqualTo(400);
  }

  @Test
  @DisplayName("compress with gzip")
  void gzip() throws IOException {
    DemoClient.Reply reply = client.get("/gzip?a=1");
    assertThat(reply.header("Content-Encoding")).isEqualTo("gzip");
    var in = new GZIPInputStream(new ByteArrayInputStream(reply.body()));
    assertThat((Map<?, ?>) Json.parse(new String(in.readAllBytes(), UTF_8)))
        .extracting("gzipped", "query")
        .containsExactly(true, Map.of("a", "1"));
  }

  @Test
  @DisplayName("ask for user and password")
  void basicAuth() {
    DemoClient.Reply asked = client.get("/basic-auth/ada/secret");
    assertThat(asked.status()).isEqualTo(401);
    assertThat(asked.header("WWW-Authenticate")).isEqualTo("Basic realm=\"demo\"");
    assertThat(client.get("/basic-auth/ada/secret", "Authorization", "Basic %%%").status())
        .isEqualTo(401);
    // ada:secret
    assertThat(
            client.get("/basic-auth/ada/secret", "Authorization", "Basic YWRhOnNlY3JldA==").json())
        .containsEntry("authenticated", true)
        .containsEntry("user", "ada");
  }

  @Test
  @DisplayName("have samples of JSON and HTML")
  void samples() {
    assertThat(client.get("/json").list("items")).hasSize(2);
    assertThat(client.get("/html").text()).contains("<form action=\"/post\"");
  }
}
