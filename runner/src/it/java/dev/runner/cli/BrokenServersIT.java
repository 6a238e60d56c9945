package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import dev.runner.http.RawServer;
import dev.runner.http.RawServer.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scripts against servers that are slow, die, or do not keep to the protocol.
class BrokenServersIT {
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  @TempDir private Path folder;

  private static void serve(Wire wire) throws Exception {
    while (true) {
      String head = wire.readHead();
      switch (head.split(" ")[1].substring(1)) {
        case "ok" -> wire.write(OK + "Content-Length: 2\r\n\r\nok");
        case "reset" -> wire.reset();
        case "close" -> {
          return;
        }
        case "half" -> {
          wire.write(OK + "Content-Length: 10\r\n\r\nhalf");
          return;
        }
        case "half-head" -> {
          wire.write(OK + "Content-Le");
          return;
        }
        case "garbage" -> wire.write("I am not a web server\r\n\r\n");
        case "no-status" -> wire.write("HTTP/1.1 abc OK\r\n\r\n");
        case "bad-length" -> wire.write(OK + "Content-Length: many\r\n\r\nbody");
        case "two-lengths" -> wire.write(OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc");
        case "short-length" -> wire.write(OK + "Content-Length: 2\r\n\r\nabcdef");
        case "bad-chunk" -> wire.write(OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n");
        case "cut-chunk" -> {
          wire.write(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nabc");
          return;
        }
        case "bad-gzip" -> encoded(wire, "gzip", "this is not gzip");
        case "bad-br" -> encoded(wire, "br", "this is not brotli");
        case "bad-zstd" -> encoded(wire, "zstd", "this is not zstd");
        case "never" -> wire.in().read();
        case "drip-head" -> drip(wire, OK + "X-Long: " + "x".repeat(10_000));
        case "drip-body" -> drip(wire, OK + "Content-Length: 9999\r\n\r\n" + "b".repeat(9999));
        default -> wire.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
      }
    }
  }

  private static void encoded(Wire wire, String encoding, String body) throws IOException {
    wire.write(
        OK + "Content-Encoding: " + encoding + "\r\nContent-Length: " + body.length() + "\r\n\r\n");
    wire.write(body);
  }

  /// The first line at once, the rest byte by byte until the client has enough.
  private static void drip(Wire wire, String text) throws Exception {
    int split = text.indexOf('\n') + 1;
    int body = text.indexOf("\r\n\r\n");
    int at = body < 0 ? split : body + 4;
    wire.write(text.substring(0, at));
    for (; at < text.length(); at++) {
      wire.write(text.substring(at, at + 1));
      Thread.sleep(20);
    }
  }

  @Test
  @DisplayName("every failure has k6's code and a text, a request after it goes on as usual")
  void failures() throws Exception {
    try (var server = new RawServer((wire, _) -> serve(wire))) {
      Result result =
          new Cli(folder)
              .env("TARGET", server.url())
              .script(
                  """
                  import http from 'k6/http';
                  export const options = { thresholds: { http_reqs: ['count==37'] } };
                  const paths = [
                    'reset', 'close', 'half', 'half-head', 'garbage', 'no-status', 'bad-length',
                    'two-lengths', 'short-length', 'bad-chunk', 'cut-chunk', 'bad-gzip', 'bad-br',
                    'bad-zstd', 'never', 'drip-head', 'drip-body', 'ok',
                  ];
                  export default function () {
                    for (const path of paths) {
                      const res = http.get(`${__ENV.TARGET}/${path}`, {
                        timeout: /never|drip/.test(path) ? 250 : '20s',
                      });
                      const after = http.get(`${__ENV.TARGET}/ok`);
                      const { status, error_code, error } = res;
                      const body = res.body && res.body.replace(/b+/, 'b');
                      console.log(`<${path} ${status} ${error_code} ${error} ${body} ${after.body}>`);
                    }
                    const discarded = http.get(`${__ENV.TARGET}/half`, { responseType: 'none' });
                    console.log(`<discarded ${discarded.error_code} ${discarded.body}>`);
                  }
                  """,
                  "--quiet");
      List<String> told = new ArrayList<>();
      Matcher line = Pattern.compile("<([^>]*)>").matcher(result.err());
      while (line.find()) {
        told.add(line.group(1));
      }
      assertThat(told)
          .as(result.toString())
          .containsExactly(
              "reset 0 1220 read: connection reset by peer null ok",
              "close 0 1000 EOF null ok",
              "half 0 1000 unexpected EOF half ok",
              "half-head 0 1000 unexpected EOF null ok",
              "garbage 0 1000 malformed HTTP response: unknown version null ok",
              "no-status 0 1000 malformed HTTP response: bad status null ok",
              "bad-length 0 1000 malformed HTTP response: invalid content-length value null ok",
              "two-lengths 0 1000 malformed HTTP response: multiple content-lengths null ok",
              "short-length 200 0  ab ok",
              "bad-chunk 0 1000 malformed HTTP response: bad chunk null ok",
              "cut-chunk 0 1000 unexpected EOF abc ok",
              "bad-gzip 0 1701 cannot decode the body (Content-Encoding: gzip): Not in GZIP format null ok",
              "bad-br 0 1701 cannot decode the body (Content-Encoding: br): Brotli stream decoding failed null ok",
              "bad-zstd 0 1701 cannot decode the body (Content-Encoding: zstd): it is no Zstandard null ok",
              "never 0 1050 request timeout null ok",
              "drip-head 0 1050 request timeout null ok",
              "drip-body 0 1050 request timeout b ok",
              "ok 200 0  ok ok",
              "discarded 1000 null");
      assertThat(result.code()).as(result.toString()).isZero();
    }
  }
}
