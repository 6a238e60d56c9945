package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runner.cli.Cli.Result;
import dev.runner.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Samples of whole runs, as the programs see them that they are meant for.
class OutputsIT {
  private static final Path NODE_FOLDER = Path.of("target", "npm-outputs").toAbsolutePath();
  private static final String NODE_PACKAGES = "statsd@0.9.0 hdr-histogram-js@3.0.1";

  private static final String SCRIPT =
      """
      import http from 'k6/http';
      import exec from 'k6/execution';
      import { check } from 'k6';
      import { Trend, Gauge } from 'k6/metrics';
      const price = new Trend('price');
      const level = new Gauge('level');
      export const options = { vus: 2, iterations: 40 };
      export default function () {
        const tags = { odd: 'a b,c=d"\\n\\\\', name: 'list' };
        const res = http.get(__ENV.BASE_URL + '/products', { tags });
        check(res, { 'is: there|': (r) => r.status === 200 });
        price.add(1.5);
        level.add(-7);
      }
      """;

  @TempDir private Path folder;

  @Test
  @DisplayName("InfluxDB has every sample, with tags and fields")
  void influxDb() throws Exception {
    int port = OutsideProgram.freePort();
    int rpcPort = OutsideProgram.freePort();
    Path config =
        Files.writeString(
            folder.resolve("influxdb.conf"),
            """
            reporting-disabled = true
            bind-address = "127.0.0.1:%2$d"
            [meta]
              dir = "%3$s/meta"
            [data]
              dir = "%3$s/data"
              wal-dir = "%3$s/wal"
            [monitor]
              store-enabled = false
            [http]
              bind-address = "127.0.0.1:%1$d"
            """
                .formatted(port, rpcPort, folder.resolve("influxdb")));
    String url = "http://127.0.0.1:" + port;
    try (var influx =
        OutsideProgram.start(folder, List.of("influxd", "-config", config.toString()))) {
      influx.awaitPort(port);
      Result result = new Cli(folder).script(SCRIPT, "--demo", "-o", "influxdb=" + url + "/load");
      assertThat(result.code()).as(result.toString()).isZero();
      assertThat(result.err()).doesNotContain("lost").doesNotContain("arrive");
      assertThat(count(url, "SELECT COUNT(value) FROM http_req_duration")).isEqualTo(40);
      assertThat(count(url, "SELECT SUM(value) FROM iterations")).isEqualTo(40);
      assertThat(count(url, "SELECT SUM(value) FROM price")).isEqualTo(60);
      assertThat(count(url, "SELECT MIN(value) FROM level")).isEqualTo(-7);
      assertThat(query(url, "SHOW TAG VALUES FROM http_reqs WITH KEY = odd"))
          .contains("a b,c=d\\\" \\\\ ");
      assertThat(query(url, "SHOW FIELD KEYS FROM http_reqs"))
          .contains("[\"url\",\"string\"]")
          .contains("[\"value\",\"float\"]");
      assertThat(query(url, "SHOW TAG KEYS FROM http_reqs"))
          .contains("\"status\"")
          .doesNotContain("url");
    }
  }

  private static String query(String url, String statement) throws Exception {
    String text = URLEncoder.encode(statement, StandardCharsets.UTF_8);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url + "/query?db=load&q=" + text)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static double count(String url, String statement) throws Exception {
    String answer = query(url, statement);
    var row = answer.replaceAll("(?s).*\\[\\[\"?[^,]*,([-0-9.]+)\\]\\].*", "$1");
    assertThat(row).as(answer).matches("-?[0-9.]+");
    return Double.parseDouble(row);
  }

  @Test
  @DisplayName("StatsD understands every line")
  void statsd() throws Exception {
    Npm.install(NODE_FOLDER, NODE_PACKAGES);
    int port = OutsideProgram.freePort();
    int managementPort = OutsideProgram.freePort();
    Path config =
        Files.writeString(
            folder.resolve("statsd.js"),
            """
            { port: %d, address: '127.0.0.1', mgmt_port: %d, mgmt_address: '127.0.0.1',
              backends: [], flushInterval: 600000 }
            """
                .formatted(port, managementPort));
    String program = NODE_FOLDER.resolve("node_modules/statsd/stats.js").toString();
    try (var server = OutsideProgram.start(folder, List.of("node", program, config.toString()))) {
      server.awaitPort(managementPort);
      Result result = new Cli(folder).script(SCRIPT, "--demo", "-o", "statsd=127.0.0.1:" + port);
      assertThat(result.code()).as(result.toString()).isZero();
      assertThat(ask(managementPort, "counters"))
          .contains("'statsd.bad_lines_seen': 0")
          .contains("'k6.http_reqs': 40,")
          .contains("'k6.check.is__there_.pass': 40,");
      assertThat(ask(managementPort, "gauges")).contains("'k6.level': -7");
      assertThat(ask(managementPort, "timers").replaceAll("\\s", ""))
          .contains("'k6.price':[" + "1.5,".repeat(39) + "1.5");
    }
  }

  private static String ask(int port, String command) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      var text = new StringBuilder();
      while (text.indexOf("END") < 0) {
        int next = in.read();
        if (next < 0) {
          break;
        }
        text.append((char) next);
      }
      return text.toString();
    }
  }

  @Test
  @DisplayName("Other programs' HdrHistogram reads the log")
  void hdr() throws Exception {
    Npm.install(NODE_FOLDER, NODE_PACKAGES);
    Result result = new Cli(folder).script(SCRIPT, "--demo", "-o", "hdr=out.hlog");
    assertThat(result.code()).as(result.toString()).isZero();
    Path reader =
        Files.writeString(
            NODE_FOLDER.resolve("read.js"),
            """
            const { HistogramLogReader } = require('hdr-histogram-js');
            const text = require('fs').readFileSync(process.argv[2], 'utf8');
            const reader = new HistogramLogReader(text);
            const sums = {};
            for (let h = reader.nextIntervalHistogram(); h; h = reader.nextIntervalHistogram()) {
              const of = (sums[h.tag] ??= { count: 0, max: 0 });
              of.count += h.totalCount;
              of.max = Math.max(of.max, h.maxValue);
            }
            console.log(JSON.stringify(sums));
            """);
    String log = folder.resolve("out.hlog").toString();
    try (var node = OutsideProgram.start(folder, List.of("node", reader.toString(), log))) {
      Map<?, ?> sums = (Map<?, ?>) Json.parse(node.output());
      assertThat(sums.get("http_req_duration")).asString().contains("count=40");
      assertThat(sums.get("price")).asString().contains("count=40").contains("max=150");
    }
  }

  @Test
  @DisplayName("A disk that fills up during the test costs samples and reports, but not the test")
  void fillingDisk() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=32k,mode=777", "tmpfs", disk.toString()) == 0,
        "this user may not mount a tmpfs");
    try {
      Result result =
          new Cli(folder)
              .script(
                  SCRIPT,
                  "--demo",
                  "-o",
                  "json=disk/a.json",
                  "-o",
                  "csv=disk/a.csv.gz",
                  "-o",
                  "run=disk/a.run",
                  "-o",
                  "html=disk/a.html",
                  "--summary-export",
                  "disk/a.summary.json");
      assertThat(result.code()).as(result.toString()).isZero();
      assertThat(result.out()).containsPattern("http_reqs\\.+: 40 ");
      assertThat(result.out() + result.err())
          .containsPattern("json \\(disk/a.json\\) lost [0-9]+ samples?: No space left on device")
          .containsPattern("output html \\(disk/a.html\\) is not complete: No space left on device")
          .doesNotContain("Exception");
    } finally {
      assertThat(run("umount", disk.toString())).isZero();
    }
  }

  private static int run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException _) {
      return -1;
    }
  }

  @Test
  @DisplayName("A full disk costs samples, one error line and a line at the end, but not the test")
  void fullDisk() {
    assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
    Result result =
        new Cli(folder)
            .script(SCRIPT, "--demo", "-o", "csv=/dev/full", "-o", "json=/dev/full", "-o", "csv=-");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err())
        .containsOnlyOnce("output csv (/dev/full) failed")
        .containsOnlyOnce("output json (/dev/full) failed")
        .contains("No space left on device");
    assertThat(result.out() + result.err())
        .containsPattern("json \\(/dev/full\\) lost [0-9]+ samples: No space left on device");
    assertThat(result.out().lines().filter(line -> line.startsWith("http_reqs,"))).hasSize(40);
  }

  @Test
  @DisplayName("The numbers of VU and iteration are metadata, if the system tags name them")
  void vuAndIteration() {
    Result result =
        new Cli(folder)
            .script(
                """
                import { Counter } from 'k6/metrics';
                const mine = new Counter('mine');
                export const options = { iterations: 2, systemTags: ['vu', 'iter', 'scenario'] };
                export function setup() { mine.add(5); }
                export default function () { mine.add(1); }
                """,
                "-q",
                "-o",
                "csv=timeFormat=unix_nano,fileName=-");
    assertThat(result.out())
        .startsWith("metric_name,timestamp,metric_value,scenario,extra_tags,metadata\n")
        .containsPattern("\nmine,[0-9]{19},5.000000,,,\n")
        .containsPattern("\nmine,[0-9]{19},1.000000,default,,iter=0&vu=1\n")
        .containsPattern("\nmine,[0-9]{19},1.000000,default,,iter=1&vu=1\n");
  }
}
