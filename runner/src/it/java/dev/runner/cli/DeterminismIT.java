package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.runner.cli.Cli.Result;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The option `seed`: what a server sees of two runs.
class DeterminismIT {
  private static final String SCRIPT =
      """
      import http from 'k6/http';
      const atInit = Math.random();
      const iterations = { executor: 'per-vu-iterations', vus: 3, iterations: 4 };
      export const options = {
        scenarios: {
          browse: { ...iterations },
          buy: { ...iterations, exec: 'buy', startTime: '300ms' },
        },
      };
      function get(who) {
        http.get(`${__ENV.BASE_URL}/${who}?${Math.random()}`);
      }
      export function setup() { get('setup'); return Math.random(); }
      export default function (data) { get(`browse-${__VU}-${atInit}-${data}`); }
      export function buy() { get(`buy-${__VU}`); get(`buy-${__VU}`); }
      export function teardown() { get('teardown'); }
      """;

  @TempDir private Path folder;

  /// The requests of a run, in their order, by who made them.
  private Map<String, List<String>> requests(String script, String... flags) throws Exception {
    var requests = new TreeMap<String, List<String>>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          synchronized (requests) {
            requests
                .computeIfAbsent(path, _ -> new ArrayList<>())
                .add(exchange.getRequestURI().getQuery());
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      var all = new ArrayList<>(List.of(flags));
      all.addAll(List.of("-e", "BASE_URL=http://127.0.0.1:" + server.getAddress().getPort()));
      Result result = new Cli(folder).script(script, all.toArray(String[]::new));
      assertThat(result.code()).as(result.toString()).isZero();
    } finally {
      server.stop(0);
    }
    return requests;
  }

  @Test
  @DisplayName("the same seed makes every virtual user send the same requests in the same order")
  void sameSeed() throws Exception {
    Map<String, List<String>> first = requests(SCRIPT, "--seed=42");
    Map<String, List<String>> second = requests(SCRIPT, "--seed=42");

    assertThat(second).isEqualTo(first);
    assertThat(first).hasSize(8);
    assertThat(first.values().stream().mapToInt(List::size).sum()).isEqualTo(1 + 12 + 24 + 1);
    assertThat(first.values().stream().flatMap(List::stream)).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("another seed, and no seed at all, make other requests")
  void otherSeed() throws Exception {
    Map<String, List<String>> first = requests(SCRIPT, "--seed=42");

    assertThat(requests(SCRIPT, "--seed=43").keySet()).isNotEqualTo(first.keySet());
    assertThat(requests(SCRIPT).keySet()).isNotEqualTo(requests(SCRIPT).keySet());
  }

  @Test
  @DisplayName("a seed in the script's options does the same, and the script's own seed goes first")
  void seedOfScript() throws Exception {
    String script =
        """
        import http from 'k6/http';
        import { randomSeed } from 'k6';
        export const options = { seed: 7, iterations: 3 };
        export default function () {
          if (__ENV.OWN) randomSeed(99);
          http.get(`${__ENV.BASE_URL}/?${Math.random()}`);
        }
        """;

    assertThat(requests(script)).isEqualTo(requests(script));
    assertThat(requests(script, "-e", "OWN=1").get("/"))
        .isEqualTo(requests(script, "-e", "OWN=1", "--seed=8").get("/"))
        .hasSize(3)
        .containsOnly(requests(script, "-e", "OWN=1").get("/").getFirst());
  }

  @Test
  @DisplayName("a seed that was chosen by chance is shown, and one that is no number is 255")
  void shown() {
    String script = "export default function () {}\n";
    Result result =
        new Cli(folder)
            .script(
                script, "--verbose", "--new-machine-readable-summary", "--summary-export=s.json");
    Result wrong = new Cli(folder).script(script, "--seed=many");

    assertThat(result.err()).containsPattern("random numbers come from seed \\d+");
    assertThat(folder.resolve("s.json")).content().containsPattern("\"seed\": \\d+");
    assertThat(wrong.code()).as(wrong.toString()).isEqualTo(255);
    assertThat(Arrays.asList(wrong.err().split("\n"))).singleElement().asString().contains("seed");
  }
}
