package dev.runner.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.runner.clock.SystemClock;
import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server of OpenSSL that staples a revocation to its certificate.
class StapledCertificateTest {
  @TempDir private Path folder;

  private Process start(String... command) throws IOException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private void run(String command) throws Exception {
    Process process = start(command.split(" "));
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
  }

  @Test
  @DisplayName("the reply tells what a server staples, and cipher suites by the names users know")
  void stapled() throws Exception {
    try {
      run("openssl version");
    } catch (IOException e) {
      assumeThat(false).as("openssl is not installed").isTrue();
    }
    run(
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out cert -subj /CN=a -set_serial 1");
    Files.writeString(
        folder.resolve("index"),
        "R\t350101000000Z\t260102030405Z,superseded\t01\tunknown\t/CN=a\n");
    run("openssl ocsp -issuer cert -cert cert -reqout request -no_nonce");
    run(
        "openssl ocsp -index index -rsigner cert -rkey key -CA cert -reqin request"
            + " -respout response -ndays 1");
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process server =
        new ProcessBuilder(
                ("openssl s_server -cert cert -key key -status_file response -www -tls1_2"
                        + " -cipher ECDHE-RSA-CHACHA20-POLY1305 -accept 127.0.0.1:"
                        + port)
                    .split(" "))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    try (var transport =
            new JettyHttpTransport(
                TransportSettings.DEFAULTS.withInsecureSkipTlsVerify(true), new SystemClock());
        HttpSession session = transport.open(1)) {
      awaitAccept(server);
      HttpReply reply =
          session.exchange(
              new HttpCall(
                  "GET",
                  URI.create("https://127.0.0.1:" + port + "/"),
                  List.of(),
                  null,
                  Duration.ofSeconds(20).toNanos(),
                  true));
      assertThat(reply.fault()).isNull();
      assertThat(reply.ocsp().status()).isEqualTo("revoked");
      assertThat(reply.ocsp().reason()).isEqualTo("superseded");
      assertThat(reply.ocsp().revokedAt()).isEqualTo(1_767_323_045);
      assertThat(reply.ocsp().nextUpdate() - reply.ocsp().thisUpdate()).isEqualTo(86_400);
      assertThat(reply.tlsCipherSuite()).isEqualTo("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305");
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  /// Waits until the server says that it listens.
  private static void awaitAccept(Process server) throws IOException {
    BufferedReader output = server.inputReader();
    String line = output.readLine();
    while (line != null && !line.equals("ACCEPT")) {
      line = output.readLine();
    }
    assertThat(line).isEqualTo("ACCEPT");
  }
}
