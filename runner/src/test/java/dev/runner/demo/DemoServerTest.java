package dev.runner.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The demo server")
class DemoServerTest extends WithDemoServer {
  @Test
  @DisplayName("listens on a free port of this machine only, and says where")
  void baseUrl() {
    assertThat(server.port()).isPositive();
    assertThat(server.baseUrl()).isEqualTo("http://127.0.0.1:" + server.port());
    assertThat(client.get("/health").text()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  @DisplayName("says in one line that a port is taken and what to do")
  void portInUse() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> DemoServer.start(port))
          .isInstanceOf(DemoFault.class)
          .hasMessageStartingWith("the demo server cannot listen on port " + port)
          .hasMessageContaining("choose another port")
          .message()
          .doesNotContain("\n");
    }
    assertThatThrownBy(() -> DemoServer.start(70_000))
        .isInstanceOf(DemoFault.class)
        .hasMessageContaining("choose one from 0 to 65535");
  }

  @Test
  @DisplayName("listens no more once closed")
  void closed() throws IOException {
    int port;
    try (DemoServer other = DemoServer.start(0)) {
      port = other.port();
    }
    try (DemoServer again = DemoServer.start(port)) {
      assertThat(again.port()).isEqualTo(port);
    }
  }

  @Test
  @DisplayName("lists its routes on /")
  void index() {
    DemoClient.Reply index = client.get("/");

    assertThat(index.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(index.text())
        .contains("/cart/{id}/items", "/basic-auth/{user}/{password}", "/json", "/products");
  }

  @Test
  @DisplayName("answers errors as JSON: unknown paths, methods and characters")
  void errors() {
    DemoClient.Reply unknown = client.get("/nothing/here");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json())
        .containsEntry("error", "there is no /nothing/here; GET / lists what there is");

    DemoClient.Reply method = client.send("DELETE", "/products/1", "");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(method.json()).containsKey("error");

    assertThat(client.send("OPTIONS", "/cart", "").status()).isEqualTo(204);

    DemoClient.Reply illegal = client.get("/anything/%2e%2e%2f");
    assertThat(illegal.status()).isEqualTo(400);
    assertThat(illegal.header("Content-Type")).isEqualTo("application/json");
    assertThat(illegal.json()).containsKey("error");
  }

  @Test
  @DisplayName("refuses bodies that are too large")
  void largeBody() {
    byte[] large = new byte[DemoHandler.MAX_BODY + 1];
    assertThat(client.send("POST", "/post", BodyPublishers.ofByteArray(large)).status())
        .isEqualTo(413);
  }

  @Test
  @DisplayName("refuses bodies of unknown length that are too large")
  void largeChunked() {
    byte[] large = new byte[2 * DemoHandler.MAX_BODY];
    var body = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large));
    assertThat(client.send("POST", "/post", body).status()).isEqualTo(413);
  }

  @Test
  @DisplayName("takes bodies of unknown length, up to its limit")
  void chunked() {
    byte[] body = "x".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    DemoClient.Reply reply =
        client.send(
            "POST",
            "/post",
            BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)));

    assertThat(reply.json()).containsEntry("data", "x".repeat(100_000));
  }

  @Test
  @DisplayName("answers HEAD like GET, without the body")
  void head() {
    assertThat(client.send("HEAD", "/bytes/1000", "").header("Content-Length")).isEqualTo("1000");
    assertThat(client.send("HEAD", "/health", "").header("Content-Length")).isEqualTo("15");
    assertThat(client.send("HEAD", "/get", "").body()).isEmpty();
  }
}
