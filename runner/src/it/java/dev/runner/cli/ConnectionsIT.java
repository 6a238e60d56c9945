package dev.runner.cli;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import dev.runner.http.LoopbackServer;
import dev.runner.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Options that say where connections go and how, through the whole program.
class ConnectionsIT {
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
    return new Cli(folder)
        .env("PORT", Integer.toString(URI.create(server.http()).getPort()))
        .env("SECURE", Integer.toString(URI.create(server.https()).getPort()));
  }

  private static String script(String options, String body) {
    return """
    import http from 'k6/http';
    import { check } from 'k6';
    export const options = { thresholds: { checks: ['rate==1'] }, %s };
    export default function () {
      const ok = (name, holds) => check(null, { [name]: () => holds });
      %s
    }
    """
        .formatted(options, body);
  }

  @Test
  @DisplayName("hosts leads names to addresses; Host header, URL and TLS name stay")
  void hosts() {
    Result result =
        cli()
            .script(
                script(
                    """
                    insecureSkipTLSVerify: true,
                    hosts: {
                      'shop.test': '127.0.0.1',
                      'web.test:80': `127.0.0.1:${__ENV.PORT}`,
                      '*.api.test': `127.0.0.1:${__ENV.SECURE}`,
                    }
                    """,
                    """
                    const one = http.get(`http://shop.test:${__ENV.PORT}/echo`);
                    ok('keeps the host', one.body.includes(`Host: shop.test:${__ENV.PORT}`));
                    ok('keeps the URL', one.url === `http://shop.test:${__ENV.PORT}/echo`);
                    const two = http.get('http://web.test/echo');
                    ok('changes the port', two.body.includes('Host: web.test\\n'));
                    const three = http.get('https://a.api.test/echo');
                    ok('works with TLS', three.body.includes('authority: a.api.test'));
                    """));
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).doesNotContain("not supported");
  }

  @Test
  @DisplayName("blocked names and addresses, and names that nobody knows, have their codes")
  void blocked() {
    Result result =
        cli()
            .script(
                script(
                    "hosts: {'shop.test': '10.1.2.3'}, blockHostnames: ['*.ads.test']",
                    """
                    ok('address', http.get('http://shop.test/').error_code === 1110);
                    ok('name', http.get('http://a.ADS.test/').error_code === 1111);
                    ok('unknown', http.get('http://nobody.invalid/').error_code === 1101);
                    """),
                "--blacklist-ip",
                "10.0.0.0/8");
    assertThat(result.code()).as(result.toString()).isZero();
  }

  @Test
  @DisplayName("virtual users connect from their local addresses")
  void localIps() {
    Result result =
        cli()
            .script(
                script(
                    "scenarios: { s: { executor: 'per-vu-iterations', vus: 2, iterations: 1 } }",
                    """
                    const from = http.get(`http://127.0.0.1:${__ENV.PORT}/from`);
                    ok('is the next address', from.body === `127.0.0.${__VU + 1}`);
                    """),
                "--local-ips",
                "127.0.0.2-127.0.0.3");
    assertThat(result.code()).as(result.toString()).isZero();
  }

  @Test
  @DisplayName("shared connections are bounded, counted by host, and in every result")
  void sharedConnections() throws IOException {
    String host = server.http().substring("http://".length());
    Result result =
        cli()
            .script(
                script(
                    """
                    vus: 5, iterations: 20, noVUConnectionReuse: true,
                    connections: { mode: 'shared', maxPerHost: 1, idleTimeout: '1m' }
                    """,
                    "ok('answered', http.get(`http://127.0.0.1:${__ENV.PORT}/`).status === 200);"),
                "--summary-export",
                "summary.json",
                "-o",
                "json=samples.json");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err())
        .contains("'noVUConnectionReuse' has no effect")
        .doesNotContain("not supported");
    assertThat(result.out()).contains("http_conn_acquire_wait").doesNotContain("http_conns_");
    var summary = (Map<?, ?>) Json.parse(Files.readString(folder.resolve("summary.json")));
    var metrics = (Map<?, ?>) summary.get("metrics");
    assertThat(metrics.get("http_conns_opened").toString()).contains("count=1,");
    assertThat(metrics.get("http_conns_reused").toString()).contains("count=19,");
    assertThat(metrics.get("http_conns_open").toString()).contains("value=1}");
    assertThat(Files.readAllLines(folder.resolve("samples.json")))
        .filteredOn(line -> line.contains("\"http_conn_acquire_wait\",\"type\":\"Point"))
        .hasSize(20)
        .allMatch(line -> line.contains("\"host\":\"" + host + "\""));
  }

  @Test
  @DisplayName("without the option, no result tells of connections")
  void noConnectionMetrics() {
    Result result =
        cli()
            .script(
                script("", "ok('answered', http.get(`http://127.0.0.1:${__ENV.PORT}/`).status);"),
                "--summary-mode",
                "full");
    assertThat(result.out()).contains("http_req_duration").doesNotContain("http_conn");
  }

  @Test
  @DisplayName("rps spaces requests evenly")
  void rps() {
    Result result =
        cli()
            .script(
                script(
                    "rps: 20",
                    """
                    const start = Date.now();
                    for (let i = 0; i < 5; i++) http.get(`http://127.0.0.1:${__ENV.PORT}/`);
                    ok('takes four gaps', Date.now() - start >= 195);
                    """));
    assertThat(result.code()).as(result.toString()).isZero();
  }

  @Test
  @DisplayName("rps and http-debug count the requests of a batch one by one")
  void batch() {
    Result result =
        cli()
            .script(
                script(
                    "rps: 20",
                    """
                    const start = Date.now();
                    const target = `http://127.0.0.1:${__ENV.PORT}`;
                    const replies = http.batch([1, 2, 3, 4].map((i) => `${target}/status/20${i}`));
                    ok('in their order', replies.every((r, i) => r.status === 201 + i));
                    ok('takes three gaps', Date.now() - start >= 145);
                    """),
                "--http-debug",
                "--log-format",
                "json");
    assertThat(result.code()).as(result.toString()).isZero();
    Map<String, List<String>> byRequest =
        result
            .err()
            .lines()
            .map(line -> (Map<?, ?>) Json.parse(line))
            .filter(line -> "http-debug".equals(line.get("source")))
            .collect(
                groupingBy(
                    line -> line.get("request_id").toString(),
                    mapping(line -> line.get("msg").toString(), toList())));
    assertThat(byRequest).hasSize(4);
    assertThat(byRequest.values())
        .allSatisfy(
            messages -> {
              assertThat(messages).hasSize(2);
              String status = messages.get(0).replaceAll("(?s).*GET /status/(\\d+) .*", "$1");
              assertThat(messages.get(1)).contains("HTTP/1.1 " + status);
            });
  }

  @Test
  @DisplayName("http-debug logs what goes out and comes in")
  void httpDebug() {
    String text =
        script("", "ok('is answered', http.post(`http://127.0.0.1:${__ENV.PORT}/`, 'mine').body);");
    Result headers = cli().script(text, "--http-debug", "--log-format", "json");
    assertThat(headers.code()).as(headers.toString()).isZero();
    assertThat(headers.err())
        .contains("Request:\\nPOST / HTTP/1.1", "http-debug", "request_id")
        .contains("Response:\\nHTTP/1.1 200 OK")
        .doesNotContain("mine");
    Result full = cli().script(text, "--http-debug=full", "--log-format", "json");
    assertThat(full.err()).contains("mine");
  }

  @Test
  @DisplayName("tlsVersion and tlsCipherSuites decide what is spoken")
  void tlsVersion() {
    Result result =
        cli()
            .script(
                script(
                    """
                    insecureSkipTLSVerify: true,
                    tlsVersion: { max: 'tls1.2' },
                    tlsCipherSuites: ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
                    """,
                    """
                    const reply = http.get(`https://127.0.0.1:${__ENV.SECURE}/`);
                    ok('version', reply.tls_version === 'tls1.2');
                    const suite = 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256';
                    ok('suite', reply.tls_cipher_suite === suite);
                    """));
    assertThat(result.code()).as(result.toString()).isZero();
  }

  @Test
  @DisplayName("cleartext requests go to the proxy that the environment names")
  void proxy() {
    Result result =
        cli()
            .env("HTTP_PROXY", "http://me:secret@" + server.http().substring("http://".length()))
            .script(
                script(
                    "",
                    """
                    const reply = http.get('http://shop.test/echo?a=1');
                    ok('has the URL', reply.body.includes('authority: shop.test'));
                    ok('has credentials', reply.body.includes('Proxy-Authorization: Basic'));
                    """));
    assertThat(result.code()).as(result.toString()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dns: {ttl: 'x'}|255",
        "dns: {policy: 'x'}|255",
        "blacklistIPs: ['x']|104",
        "blockHostnames: ['a*b']|104",
        "tlsVersion: 'tls9'|104",
        "tlsVersion: {min: 'tls1.3', max: 'tls1.2'}|104",
        "tlsCipherSuites: ['x']|104",
        "tlsAuth: [{cert: 'x', key: 'y'}]|104",
        "rps: 'many'|104",
        "connections: {mode: 'x'}|104",
        "connections: {maxPerHost: -1}|104",
        "connections: {idleTimeout: 'x'}|104",
        "connections: {max: 1}|104",
        "hosts: {a: 5}|104",
      })
  @DisplayName("what makes no sense ends the program with one line and its code")
  void nonsense(String option, int code) {
    Result result = cli().script(script(option, ""));
    assertThat(result.code()).as(result.toString()).isEqualTo(code);
    assertThat(result.err()).contains("option '" + option.substring(0, option.indexOf(':')) + "'");
  }
}
