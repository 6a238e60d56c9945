package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import dev.runner.clock.Eventually;
import dev.runner.http.LoopbackServer;
import dev.runner.http.Rendezvous;
import dev.runner.json.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A test that is watched and changed while it runs, over HTTP and by commands.
@Timeout(120)
class LiveControlIT {
  private static final Pattern LISTENING = Pattern.compile("changed on (127\\.0\\.0\\.1:\\d+)");

  private static final String EXTERNAL =
      """
      import { check, group, sleep } from 'k6';
      export const options = {
        scenarios: { ext: { executor: 'externally-controlled', vus: 1, maxVUs: 4 } },
        thresholds: { checks: ['rate>0.5'], 'checks{group:::shop}': ['rate>0.5'] },
      };
      export function setup() { return { n: 1 }; }
      export default function () {
        group('shop', () => { check(1, { open: true }); });
        sleep(0.02);
      }
      export function teardown(data) { console.log('cleaned ' + JSON.stringify(data)); }
      """;

  @TempDir private Path folder;

  private final List<CompletableFuture<Result>> started = new ArrayList<>();
  private HttpClient http;
  private Cli cli;
  private String address = "";

  @BeforeEach
  void open() {
    http = HttpClient.newHttpClient();
    cli = new Cli(folder);
  }

  /// Whatever a test leaves running ends.
  @AfterEach
  void close() throws Exception {
    cli.signal();
    for (CompletableFuture<Result> one : started) {
      one.get(30, TimeUnit.SECONDS);
    }
    http.close();
  }

  private CompletableFuture<Result> start(String script, String... flags) throws Exception {
    cli.file("script.js", script);
    var arguments = new ArrayList<>(List.of("run", "--address", "127.0.0.1:0"));
    arguments.addAll(List.of(flags));
    arguments.add("script.js");
    CompletableFuture<Result> run = cli.start(arguments.toArray(String[]::new));
    started.add(run);
    cli.awaitText("changed on ");
    Matcher listening = LISTENING.matcher(cli.err());
    assertThat(listening.find()).as(cli.err()).isTrue();
    address = listening.group(1);
    return run;
  }

  private Result command(String verb, String... flags) {
    var arguments = new ArrayList<>(List.of(verb, "--address", address));
    arguments.addAll(List.of(flags));
    return new Cli(folder).run(arguments.toArray(String[]::new));
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> patch(String path, String attributes) throws Exception {
    return send(
        "PATCH",
        path,
        "{'data':{'type':'status','id':'default','attributes':%s}}"
            .formatted(attributes)
            .replace('\'', '"'));
  }

  /// What stands at a path of keys in the JSON that an address answers.
  private Object ask(String path, Object... keys) throws Exception {
    HttpResponse<String> response = send("GET", path, "");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return at(Json.parse(response.body()), keys);
  }

  private static Object at(Object value, Object... keys) {
    Object here = value;
    for (Object key : keys) {
      here =
          key instanceof Integer index ? ((List<?>) here).get(index) : ((Map<?, ?>) here).get(key);
    }
    return here;
  }

  private Object status(String attribute) throws Exception {
    return ask("/v1/status", "data", "attributes", attribute);
  }

  private void await(String attribute, Predicate<Object> holds) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!holds.test(status(attribute))) {
      assertThat(System.nanoTime())
          .as("%s is still %s", attribute, status(attribute))
          .isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private void awaitVus(long vus) throws Exception {
    await("vus", found -> found.equals(vus));
  }

  @ParameterizedTest
  @CsvSource({"--vus,-1", "--max,-2", "--rate,-0.5"})
  @DisplayName("a number that no test can take is refused before one is asked")
  void impossible(String flag, String number) {
    Result result = new Cli(folder).run("scale", flag, number);
    assertThat(result.code()).isEqualTo(255);
    assertThat(result.err())
        .isEqualToIgnoringNewLines("runner scale: " + flag + " must be 0 or more, found " + number);
  }

  @Test
  @DisplayName("a test that is paused during setup starts no scenario, whatever its executor")
  void pausedInSetup() throws Exception {
    try (var meeting = LoopbackServer.start(new Rendezvous())) {
      cli.env("MEETING", meeting.http() + "/meet/2");
      CompletableFuture<Result> run =
          start(
              """
              import http from 'k6/http';
              export const options = { vus: 2, iterations: 2 };
              export function setup() { return http.get(__ENV.MEETING).status; }
              export default function (met) { console.log('met', met); }
              """);
      await("status", found -> found.equals(6L));
      assertThat(patch("/v1/status", "{'paused':true}").statusCode()).isEqualTo(200);
      assertThat(status("paused")).isEqualTo(true);
      http.send(
          HttpRequest.newBuilder(URI.create(meeting.http() + "/meet/2")).build(),
          BodyHandlers.discarding());
      cli.awaitText("paused after setup");
      assertThat(cli.err()).doesNotContain("met");
      assertThat(command("resume").out()).contains("paused: false");
      Result result = run.get(30, TimeUnit.SECONDS);
      assertThat(result.code()).as(result.toString()).isZero();
      assertThat(result.err()).contains("met 200");
    }
  }

  @Test
  @DisplayName("an externally-controlled test is scaled, paused, resumed and stopped with 103")
  void external() throws Exception {
    CompletableFuture<Result> run = start(EXTERNAL, "--summary-export", "summary.json");
    awaitVus(1);
    assertThat(status("status")).isEqualTo(7L);

    assertThat(patch("/v1/status", "{'vus':3}").statusCode()).isEqualTo(200);
    awaitVus(3);
    HttpResponse<String> tooMany = patch("/v1/status", "{'vus':9}");
    assertThat(tooMany.statusCode()).isEqualTo(500);
    assertThat(tooMany.body()).contains("maxVUs is 4");
    assertThat(command("scale", "--vus", "9", "--max", "9").code()).isZero();
    awaitVus(9);
    assertThat(status("vus-max")).isEqualTo(9L);
    assertThat(command("scale", "--vus", "2").out()).contains("vus: 2", "vus-max: 9");
    awaitVus(2);

    assertThat(command("pause").out()).contains("paused: true");
    awaitVus(0);
    cli.awaitText("paused");
    assertThat(command("status").out()).contains("scenario ext: externally-controlled", "paused");
    assertThat(command("resume").out()).contains("paused: false");
    awaitVus(2);

    Result stopped = command("stop");
    assertThat(stopped.code()).as(stopped.toString()).isZero();
    Result result = run.get(30, TimeUnit.SECONDS);
    assertThat(result.code()).as(result.toString()).isEqualTo(103);
    assertThat(result.err())
        .contains("cleaned {\\\"n\\\":1}", "stopped over its control interface");
    assertThat(result.out())
        .contains("runs until it is stopped")
        .contains("Externally controlled execution with 1 VUs, 4 max VUs, until it is stopped")
        .containsPattern("scenario ext: VUs set to 3 at \\d+\\.\\ds by api")
        .containsPattern("scenario ext: max VUs set to 9 at")
        .containsPattern("scenario ext: paused at")
        .containsPattern("scenario ext: resumed at")
        .contains("✓ open");
    Object changes =
        at(Json.parse(Files.readString(folder.resolve("summary.json"))), "live_changes");
    assertThat(at(changes, 0, "change")).isEqualTo("VUs set to 3");
    assertThat(at(changes, 0, "scenario")).isEqualTo("ext");
  }

  @Test
  @DisplayName("metrics, groups and setup data have k6's shapes")
  void reads() throws Exception {
    CompletableFuture<Result> _ = start(EXTERNAL);
    awaitVus(1);
    Eventually.holds(
        "there is an iteration",
        () -> send("GET", "/v1/metrics/iteration_duration", "").statusCode() == 200);
    assertThat(send("GET", "/ping", "").body()).isEqualTo("ok");
    assertThat(send("GET", "/", "").body()).isEqualTo("ok");
    assertThat(send("GET", "/v1/status", "").headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    HttpResponse<String> metrics = send("GET", "/v1/metrics", "");
    assertThat(metrics.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(metrics.body())
        .contains("\"type\":\"metrics\"", "\"id\":\"checks{group:::shop}\"", "\"p(95)\"");
    Object checks = ask("/v1/metrics/checks", "data");
    assertThat(at(checks, "id")).isEqualTo("checks");
    assertThat(at(checks, "attributes", "type")).isEqualTo("rate");
    assertThat(at(checks, "attributes", "contains")).isEqualTo("default");
    assertThat(at(checks, "attributes", "tainted")).isEqualTo(false);
    assertThat(at(checks, "attributes", "sample", "rate")).isEqualTo(1L);
    assertThat(send("GET", "/v1/metrics/nonsense", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/v1/metrics/nonsense", "").body()).contains("\"status\":\"404\"");

    Object groups = ask("/v1/groups", "data");
    assertThat(at(groups, 0, "id")).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
    assertThat(at(groups, 0, "attributes", "checks")).isNull();
    String shop = (String) at(groups, 1, "id");
    assertThat(at(groups, 0, "relationships", "groups", "data", 0, "id")).isEqualTo(shop);
    Object group = ask("/v1/groups/" + shop, "data");
    assertThat(at(group, "attributes", "path")).isEqualTo("::shop");
    assertThat(at(group, "attributes", "checks", 0, "name")).isEqualTo("open");
    assertThat(at(group, "relationships", "parent", "data", "id")).isEqualTo(at(groups, 0, "id"));
    assertThat(send("GET", "/v1/groups/0", "").statusCode()).isEqualTo(404);

    assertThat(at(ask("/v1/setup"), "data", "attributes", "data", "n")).isEqualTo(1L);
    assertThat(send("PUT", "/v1/setup", "[7]").body()).contains("\"data\":[7]");
    assertThat(send("PUT", "/v1/setup", "[7").statusCode()).isEqualTo(400);
    assertThat(send("POST", "/v1/teardown", "").statusCode()).isEqualTo(200);
    assertThat(cli.err()).contains("cleaned [7]");
    assertThat(send("POST", "/v1/setup", "").body()).contains("\"n\":1");

    assertThat(send("GET", "/v1/nonsense", "").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "/v1/status", "").statusCode()).isEqualTo(405);
    assertThat(send("PATCH", "/v1/status", "{").statusCode()).isEqualTo(400);
    assertThat(send("PATCH", "/v1/status", "{}").statusCode()).isEqualTo(400);
    assertThat(patch("/v1/status", "{'vus':'many'}").body()).contains("must be a whole number");
    assertThat(patch("/v1/scenarios/lost", "{'vus':1}").statusCode()).isEqualTo(404);
    assertThat(patch("/v1/scenarios/ext", "{'vuss':1}").statusCode()).isEqualTo(400);

    Result stats = command("stats");
    assertThat(stats.out()).contains("- name: checks\n  type: rate\n", "    rate: 1\n");
    assertThat(Json.parse(command("stats", "--json").out())).isInstanceOf(List.class);
  }

  @Test
  @DisplayName("a ramp takes another number of VUs, says so, and goes back to its plan")
  void ramp() throws Exception {
    CompletableFuture<Result> _ =
        start(
            """
        import { sleep } from 'k6';
        export const options = {
          scenarios: {
            ramp: { executor: 'ramping-vus', startVUs: 1, stages: [{ duration: '10m', target: 2 }] },
          },
        };
        export default function () { sleep(0.02); }
        """);
    awaitVus(1);

    Result scaled = command("scale", "--vus", "6");
    assertThat(scaled.out()).as(scaled.toString()).contains("note: VUs set to 6");
    awaitVus(6);
    cli.awaitText("VUs set to 6");
    assertThat(command("pause").err())
        .isEqualTo(
            "runner pause: scenario 'ramp' (ramping-vus) doesn't support pause; only"
                + " externally-controlled scenarios do\n");
    assertThat(patch("/v1/status", "{'paused':true}").statusCode()).isEqualTo(500);
    assertThat(patch("/v1/status", "{'vus':5}").body()).contains("no scenario is externally");
    assertThat(patch("/v1/scenarios/ramp", "{'rate':5}").statusCode()).isEqualTo(409);
    assertThat(command("scale", "--rate", "5").code()).isEqualTo(104);
    assertThat(command("scale", "--as-planned").code()).isZero();
    awaitVus(1);
  }

  @Test
  @DisplayName("an arrival rate is raised while it runs, and the summary says so")
  void rate() throws Exception {
    CompletableFuture<Result> run =
        start(
            """
            export const options = {
              scenarios: {
                open: {
                  executor: 'constant-arrival-rate',
                  rate: 1,
                  timeUnit: '1h',
                  duration: '10m',
                  preAllocatedVUs: 1,
                },
              },
            };
            export default function () { console.log(`number ${__ITER}`); }
            """);
    cli.awaitText("number 0");

    Result scaled = command("scale", "--rate", "72000");

    assertThat(scaled.out()).as(scaled.toString()).contains("note: rate set to 20.00 iters/s");
    cli.awaitText("number 5");
    cli.awaitText("rate set to 20.00 iters/s");
    assertThat(command("scale", "--vus", "5").code()).isEqualTo(104);
    assertThat(command("stop").code()).isZero();
    assertThat(run.get(30, TimeUnit.SECONDS).out())
        .containsPattern("scenario open: rate set to 72000 per timeUnit at \\d+\\.\\ds by api");
  }

  @Test
  @DisplayName("a paused test waits for resume before setup, with data from outside")
  void paused() throws Exception {
    CompletableFuture<Result> run =
        start(
            """
            export const options = { noSetup: true };
            export function setup() { console.log('prepared'); return 'mine'; }
            export default function (data) { console.log('got ' + JSON.stringify(data)); }
            """,
            "--paused");
    await("status", found -> found.equals(4L));
    assertThat(status("paused")).isEqualTo(true);
    assertThat(status("running")).isEqualTo(false);
    send("PUT", "/v1/setup", "{\"from\":\"outside\"}");
    cli.awaitText("[ 100% ] paused");
    assertThat(cli.err()).doesNotContain("prepared", "got");

    assertThat(command("resume").code()).isZero();

    Result result = run.get(30, TimeUnit.SECONDS);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.err()).contains("got {\\\"from\\\":\\\"outside\\\"}");
  }

  @Test
  @DisplayName("Ctrl-C and stop end a test that is still paused, without setup and teardown")
  void endsWhilePaused() throws Exception {
    String script =
        """
        export const options = { paused: true };
        export function setup() { console.log('prepared'); }
        export default function () { console.log('working'); }
        export function teardown() { console.log('cleaned'); }
        """;
    CompletableFuture<Result> run = start(script);
    cli.awaitText("ready and paused");
    cli.signal();
    Result result = run.get(30, TimeUnit.SECONDS);
    assertThat(result.code()).as(result.toString()).isEqualTo(105);
    assertThat(result.err()).doesNotContain("prepared", "working", "cleaned");

    cli = new Cli(folder);
    run = start(script);
    cli.awaitText("ready and paused");
    assertThat(command("stop").code()).isZero();
    assertThat(run.get(30, TimeUnit.SECONDS).code()).isEqualTo(103);
  }

  @Test
  @DisplayName("without the token nothing is told, and web pages from elsewhere are turned away")
  void guards() throws Exception {
    CompletableFuture<Result> _ = start(EXTERNAL);
    assertThat(send("GET", "/v1/status", "", "Origin", "http://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(send("GET", "/v1/status", "", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    assertThat(send("GET", "/v1/status", "", "Origin", "http://localhost:3000").statusCode())
        .isEqualTo(200);
    command("stop");

    cli = new Cli(folder);
    CompletableFuture<Result> _ = start(EXTERNAL, "--api-token", "secret");
    assertThat(send("GET", "/v1/status", "").statusCode()).isEqualTo(401);
    assertThat(send("GET", "/v1/status", "", "Authorization", "Bearer secre").statusCode())
        .isEqualTo(401);
    assertThat(send("GET", "/v1/status", "", "Authorization", "Bearer secret").statusCode())
        .isEqualTo(200);
    Result refused = command("status");
    assertThat(refused.code()).isEqualTo(104);
    assertThat(refused.err()).contains("needs a token; give --api-token or RUNNER_API_TOKEN");
    assertThat(command("status", "--api-token", "x").err()).contains("another token");
    Result told =
        new Cli(folder)
            .env("RUNNER_API_TOKEN", "secret")
            .env("K6_ADDRESS", address)
            .run("status", "--json");
    assertThat(at(Json.parse(told.out()), "scenarios", "ext", "executor"))
        .isEqualTo("externally-controlled");
  }

  @Test
  @DisplayName("an address in use is an error and 106, but the test runs")
  void inUse() throws IOException {
    try (var taken = new ServerSocket(0)) {
      Result result =
          cli.script(
              "export default function () { console.log('worked'); }",
              "--address",
              "127.0.0.1:" + taken.getLocalPort());
      assertThat(result.code()).as(result.toString()).isEqualTo(106);
      assertThat(result.err()).contains("level=error", "cannot listen on 127.0.0.1:", "worked");
    }
  }

  @Test
  @DisplayName("wrong addresses, and open ones without a token, are refused before the test")
  void wrongAddresses() {
    String script = "export default function () { console.log('worked'); }";
    Result open = new Cli(folder).script(script, "--address", "0.0.0.0:0");
    assertThat(open.code()).isEqualTo(255);
    assertThat(open.err()).contains("needs a token").doesNotContain("worked");
    Result wrong = new Cli(folder).script(script, "--address", "here:there");
    assertThat(wrong.code()).isEqualTo(255);
    assertThat(wrong.err()).contains("--address must be like 127.0.0.1:6565 or :6565");
  }

  @Test
  @DisplayName("commands say in one line when nothing listens or nothing is asked for")
  void commandsFail() throws IOException {
    try (var free = new ServerSocket(0)) {
      address = "127.0.0.1:" + free.getLocalPort();
    }
    Result none = command("stats");
    assertThat(none.code()).isEqualTo(106);
    assertThat(none.err())
        .isEqualTo(
            "runner stats: nothing listens on "
                + address
                + "; start the test with --address, or say with --address where it listens\n");
    Result nothing = command("scale");
    assertThat(nothing.code()).isEqualTo(255);
    assertThat(nothing.err()).contains("give one of --vus, --max, --rate and --as-planned");
    assertThat(command("scale", "--vus", "many").code()).isEqualTo(255);
  }
}
