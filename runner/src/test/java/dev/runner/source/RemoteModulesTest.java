package dev.runner.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Modules on the web")
class RemoteModulesTest {
  private static final RemoteModules.Limits LIMITS =
      new RemoteModules.Limits(Duration.ofSeconds(20), 1 << 20);

  private static LoopbackServer server;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = LoopbackServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private RemoteModules modules(boolean offline, RemoteModules.Limits limits) {
    return new RemoteModules(
        new SourceSettings(folder, folder, folder.resolve("cache"), List.of(), offline, true),
        limits);
  }

  private String fetch(String url, boolean offline) throws IOException {
    return new String(
        modules(offline, LIMITS).fetch(URI.create(url)).bytes(), StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("of the size that is allowed are taken, larger ones refused")
  void size() throws IOException {
    assertThat(fetch(server.https() + "/bytes/1048576", false)).hasSize(1 << 20);
    assertThatThrownBy(() -> fetch(server.https() + "/bytes/1048577", false))
        .isInstanceOf(IOException.class)
        .hasMessage("it is larger than 1 MB");
  }

  @Test
  @DisplayName("that do not come, or not to their end, are given up")
  void timeout() {
    var impatient = modules(false, new RemoteModules.Limits(Duration.ofMillis(100), 100));
    for (String path : List.of("/delay/3000", "/half/3000")) {
      assertThatThrownBy(() -> impatient.fetch(URI.create(server.https() + path)))
          .hasMessageStartingWith("no whole answer within");
    }
  }

  @Test
  @DisplayName("are kept for a day, and as long as need be without the network")
  void expiry() throws IOException {
    String url = server.https() + "/peer";
    String first = fetch(url, false);
    assertThat(fetch(url, false)).as("another connection has another port").isEqualTo(first);

    try (var kept = Files.walk(folder.resolve("cache"))) {
      for (Path file : kept.filter(Files::isRegularFile).toList()) {
        Instant before = Instant.now().minus(Duration.ofHours(25));
        Files.setLastModifiedTime(file, FileTime.from(before));
      }
    }
    assertThat(fetch(url, true)).as("offline, age does not matter").isEqualTo(first);
    assertThat(fetch(url, false)).isNotEqualTo(first);
  }

  @Test
  @DisplayName("that were fetched long ago are better than none if the server is gone")
  void stale() throws Exception {
    String url;
    try (var passing = LoopbackServer.start()) {
      url = passing.https() + "/echo";
      fetch(url, false);
    }
    try (var kept = Files.walk(folder.resolve("cache"))) {
      for (Path file : kept.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
      }
    }
    assertThat(fetch(url, false)).startsWith("GET /echo");
  }

  @Test
  @DisplayName("that nobody fetched are refused offline, with the reason")
  void offline() {
    assertThatThrownBy(() -> fetch(server.https() + "/never", true))
        .hasMessage("it was not fetched before, and --offline forbids to fetch it now");
  }

  @Test
  @DisplayName("of a server that is not there are told so")
  void unreachable() {
    assertThatThrownBy(() -> fetch("https://127.0.0.1:1/x.js", false))
        .hasMessage("cannot connect to 127.0.0.1:1");
  }
}
