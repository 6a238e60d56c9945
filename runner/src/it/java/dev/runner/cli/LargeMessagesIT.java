package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import dev.runner.http.RawServer;
import dev.runner.http.RawServer.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scripts with bodies, cookies and redirects beyond all measure.
class LargeMessagesIT {
  private static final int LARGE = 100_000_000;

  @TempDir private Path folder;

  /// Sends `/N` as many bytes, tells how many it was sent by POST, and for `/cookies` sets 10,000
  /// or tells how many came.
  private static void serve(Wire wire) throws Exception {
    byte[] piece = new byte[1 << 16];
    Arrays.fill(piece, (byte) 'x');
    while (true) {
      String head = wire.readHead();
      String path = head.split(" ")[1];
      int length = number(head, "Content-Length: ");
      for (int left = length; left > 0; ) {
        left -= wire.in().readNBytes(piece, 0, Math.min(left, piece.length));
      }
      if (path.equals("/cookies")) {
        cookies(wire, head);
        continue;
      }
      String told = Integer.toString(length);
      int size = length > 0 ? told.length() : Integer.parseInt(path.substring(1));
      wire.write("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
      if (length > 0) {
        wire.write(told);
        continue;
      }
      for (int left = size; left > 0; left -= Math.min(left, piece.length)) {
        wire.socket().getOutputStream().write(piece, 0, Math.min(left, piece.length));
      }
    }
  }

  private static int number(String head, String name) {
    int at = head.indexOf(name);
    return at < 0
        ? 0
        : Integer.parseInt(head.substring(at + name.length(), head.indexOf('\r', at)));
  }

  private static void cookies(Wire wire, String head) throws IOException {
    int at = head.indexOf("Cookie: ");
    String body = "0";
    var answer = new StringBuilder("HTTP/1.1 200 OK\r\n");
    if (at >= 0) {
      body = Integer.toString(head.substring(at, head.indexOf('\r', at)).split("; ").length);
    } else {
      for (int i = 0; i < 10_000; i++) {
        answer.append("Set-Cookie: c").append(i).append("=v").append(i).append("\r\n");
      }
    }
    wire.write(answer + "Content-Length: " + body.length() + "\r\n\r\n" + body);
  }

  /// Runs the script in a process of its own with so much memory.
  private void runSmall(String target, String heap, String script) throws Exception {
    Path file = Files.writeString(folder.resolve("script.js"), script);
    Path log = folder.resolve("log");
    var command =
        new ArrayList<String>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-Xss4m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.runner.cli.Main",
                "run",
                "--quiet",
                file.toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile()).environment().put("TARGET", target);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ends").isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  @DisplayName("bodies of 100 MB that are thrown away need no memory, however many come at once")
  void discarded() throws Exception {
    try (var server = new RawServer((wire, _) -> serve(wire))) {
      runSmall(
          server.url(),
          "-Xmx160m",
          """
          import http from 'k6/http';
          export const options = {
            vus: 5,
            iterations: 5,
            discardResponseBodies: true,
            thresholds: { http_req_failed: ['rate==0'], data_received: ['count>500000000'] },
          };
          export default function () {
            const res = http.get(`${__ENV.TARGET}/100000000`);
            if (res.body !== null) throw new Error('kept');
          }
          """);
    }
  }

  @Test
  @DisplayName("bodies of 100 MB come and go whole, one after the other in bounded memory")
  void kept() throws Exception {
    try (var server = new RawServer((wire, _) -> serve(wire))) {
      runSmall(
          server.url(),
          "-Xmx700m",
          """
          import http from 'k6/http';
          import { check } from 'k6';
          export const options = { thresholds: { checks: ['rate==1'] } };
          const LARGE = %d;
          export default function () {
            const url = `${__ENV.TARGET}/${LARGE}`;
            for (let i = 0; i < 2; i++) {
              const bytes = http.get(url, { responseType: 'binary' });
              check(bytes, {
                'bytes': (r) => r.body.byteLength === LARGE && new Uint8Array(r.body)[LARGE - 1] === 120,
              });
              check(http.get(url), { 'text': (r) => r.body.length === LARGE });
            }
            const sent = http.post(url, new ArrayBuffer(LARGE));
            check(sent, { 'sent': (r) => r.body === String(LARGE) });
            check(http.post(url, 'y'.repeat(LARGE)), { 'sent text': (r) => r.body === String(LARGE) });
          }
          """
              .formatted(LARGE));
    }
  }

  @Test
  @DisplayName("10,000 cookies are kept and sent; 1,000 redirects are refused")
  void cookiesAndRedirects() throws Exception {
    try (var server = new RawServer((wire, _) -> serve(wire))) {
      Result result =
          new Cli(folder)
              .env("TARGET", server.url())
              .script(
                  """
                  import http from 'k6/http';
                  import { check } from 'k6';
                  export const options = { thresholds: { checks: ['rate==1'], http_reqs: ['count==34'] } };
                  export default function () {
                    const set = http.get(`${__ENV.TARGET}/cookies`);
                    check(set, { 'they are set': (r) => Object.keys(r.cookies).length === 10000 });
                    const jar = http.cookieJar().cookiesForURL(__ENV.TARGET);
                    check(jar, { 'and kept': (j) => j.c9999[0] === 'v9999' });
                    check(http.get(`${__ENV.TARGET}/cookies`), {
                      'and sent': (r) => r.body === '10000',
                    });
                    http.cookieJar().clear(__ENV.TARGET);
                    const refused = http.get(`${__ENV.BASE_URL}/redirect/1000`);
                    check(refused, { 'redirects end': (r) => r.status === 302 && r.error === '' });
                    const more = http.get(`${__ENV.BASE_URL}/redirect/1000`, { redirects: 18 });
                    check(more, { 'or go on': (r) => r.url.endsWith('/redirect/982') });
                    const all = http.get(`${__ENV.BASE_URL}/redirect/1`);
                    check(all, { 'to the end': (r) => r.status === 200 });
                  }
                  """,
                  "--demo",
                  "--quiet");
      assertThat(result.code()).as(result.toString()).isZero();
      assertThat(result.err()).containsOnlyOnce("Stopped after 10 redirects");
    }
  }
}
