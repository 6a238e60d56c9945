package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import dev.runner.http.LoopbackServer;
import dev.runner.net.ClientIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private static String pem(String name) throws IOException {
    try (InputStream in = ClientIdentity.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Result asClient(LoopbackServer strict, String tlsAuth, String holds) {
    return cli()
        .env("STRICT", strict.https())
        .script(
            """
            import http from 'k6/http';
            import { check } from 'k6';
            export const options = {
              insecureSkipTLSVerify: true,
              tlsAuth: %s,
              thresholds: { checks: ['rate==1'] },
            };
            export default function () {
              const port = __ENV.STRICT.split(':')[2];
              const [one, two] = ['127.0.0.1', 'localhost'].map(
                (host) => http.get(`https://${host}:${port}/client`));
              check(null, { 'is as wanted': () => %s });
            }
            """
                .formatted(tlsAuth, holds));
  }

  @Test
  @DisplayName("a server that wants a certificate of the client gets the one for its host")
  void clientCertificates() throws Exception {
    for (String name : List.of("rsa-cert", "rsa-pkcs8-encrypted", "ec-cert", "ec-sec1")) {
      Files.writeString(folder.resolve(name + ".pem"), pem(name + ".pem"));
    }
    try (var strict = LoopbackServer.startFor(pem("rsa-cert.pem"), pem("ec-cert.pem"))) {
      String rsa =
          "{ cert: open('rsa-cert.pem'), key: open('rsa-pkcs8-encrypted.pem'),"
              + " password: 'secret', domains: ['localhost'] }";
      String ec = "{ cert: open('ec-cert.pem'), key: open('ec-sec1.pem') }";
      Result both =
          asClient(strict, "[" + rsa + "," + ec + "]", "one.body === 'EC' && two.body === 'RSA'");
      assertThat(both.code()).as(both.toString()).isZero();

      // In TLS 1.3 the server refuses after the client's handshake: its alert may come too late.
      Result none = asClient(strict, "[]", "one.status === 0 && two.status === 0");
      assertThat(none.code()).as(none.toString()).isZero();
      assertThat(none.err()).containsPattern("tls: |EOF|connection reset|broken pipe");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "TLSv1.2|{ max: 'tls1.2' }|tls1.2",
        "TLSv1.2|{ min: 'tls1.2' }|tls1.2",
        "TLSv1.2|{ min: 'tls1.3' }|",
        "TLSv1.2|'tls1.3'|",
        "TLSv1.3|{ min: 'tls1.2', max: 'tls1.3' }|tls1.3",
        "TLSv1.3|{ max: 'tls1.2' }|",
      })
  @DisplayName("versions of TLS outside of tlsVersion are not spoken")
  void versions(String spoken, String wanted, @Nullable String expected) throws Exception {
    try (var one = LoopbackServer.startSpeaking(spoken)) {
      Result result =
          new Cli(folder)
              .env("TARGET", one.https() + "/")
              .script(
                  """
                  import http from 'k6/http';
                  import { check } from 'k6';
                  export const options = {
                    insecureSkipTLSVerify: true, tlsVersion: %s, thresholds: { checks: ['rate==1'] },
                  };
                  export default function () {
                    const reply = http.get(__ENV.TARGET);
                    const refused = reply.status === 0 && reply.error_code === 1300;
                    check(reply, { '%s': (r) => %s });
                  }
                  """
                      .formatted(
                          wanted,
                          expected == null ? "is refused" : "is spoken",
                          expected == null
                              ? "refused"
                              : "r.status === 200 && r.tls_version === '" + expected + "'"));
      assertThat(result.code()).as(result.toString()).isZero();
    }
  }
}
