package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import dev.runner.http.LoopbackServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scripts that speak TLS with a server whose certificate nobody vouches for.
class TlsIT {
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

  private Cli cli() {
    return new Cli(folder).env("TARGET", server.https() + "/status/200");
  }

  @Test
  @DisplayName("a certificate of an unknown authority fails the request with its code")
  void unknownAuthority() {
    Result result =
        cli()
            .script(
                """
                import http from 'k6/http';
                import { check } from 'k6';
                export const options = {
                  thresholds: {
                    checks: ['rate==1'],
                    http_req_failed: ['rate==1'],
                    'http_reqs{error_code:1310,status:0}': ['count==1'],
                  },
                };
                export default function () {
                  check(http.get(__ENV.TARGET), {
                    'is refused': (r) => r.status === 0 && r.error_code === 1310 && r.error !== '',
                  });
                }
                """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("Request Failed", "certificate");
  }

  @Test
  @DisplayName("any certificate is accepted by option and by flag, and the handshake is timed")
  void insecure() {
    String script =
        """
        import http from 'k6/http';
        import { check } from 'k6';
        export const options = {
          %s
          thresholds: {
            checks: ['rate==1'],
            'http_reqs{proto:HTTP/2.0,tls_version:tls1.3}': ['count==2'],
            http_req_tls_handshaking: ['max>0'],
          },
        };
        export default function () {
          const first = http.get(__ENV.TARGET);
          const second = http.get(__ENV.TARGET);
          check(first, {
            'is answered': (r) => r.status === 200,
            'tells the protocol': (r) => r.proto === 'HTTP/2.0' && r.tls_version === 'tls1.3',
            'times the handshake': (r) => r.timings.tls_handshaking > 0,
          });
          check(second, { 'keeps the connection': (r) => r.timings.tls_handshaking === 0 });
        }
        """;
    Result option = cli().script(script.formatted("insecureSkipTLSVerify: true,"));
    assertThat(option.code()).as(option.toString()).isZero();
    Result flag = cli().script(script.formatted(""), "--insecure-skip-tls-verify");
    assertThat(flag.code()).as(flag.toString()).isZero();
  }
}
