package dev.runner.vu;

import dev.runner.clock.SystemClock;
import dev.runner.failure.FailureTable;
import dev.runner.js.JsModules;
import dev.runner.js.http.HttpDefaults;
import dev.runner.metrics.MetricsEngine;
import dev.runner.metrics.RecordedLog;
import dev.runner.metrics.SampleBuffer;
import dev.runner.pace.Mix;
import dev.runner.pace.Stripe;
import dev.runner.random.Seed;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Tags;
import dev.runner.script.Script;
import dev.runner.script.ScriptInstance;
import dev.runner.script.ScriptLoader;
import dev.runner.script.ScriptSource;
import dev.runner.source.SourceSettings;
import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import dev.runner.transport.HttpTimings;
import dev.runner.transport.Ocsp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What scripts pay for the boundary to Java, in a context and a virtual user like those of a test,
/// interpreted as with `--jit=off`. Requests go no further than to the transport's door, where an
/// answer of 10 KB waits.
///
/// Run it with `./mvnw -q -Pbenchmarks -DskipTests test -Djmh.args=ScriptBenchmark`.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ScriptBenchmark {
  private static final int TIMES = 100;

  private static final String SCRIPT =
      """
      import http from 'k6/http';
      import exec from 'k6/execution';

      const url = 'http://127.0.0.1/products';
      const params = {
        headers: { Accept: 'application/json', 'X-Request': 'one', Authorization: 'Bearer abc' },
        tags: { name: 'products', kind: 'list', team: 'shop' },
      };
      let answered;
      let sum = 0;

      const repeated = (action) => () => {
        for (let i = 0; i < %d; i++) action();
      };
      export const nothing = repeated(() => { sum += 1; });
      export const call = repeated(() => { sum += exec.vu.idInTest; });
      export const plain = repeated(() => { answered = http.get(url); });
      export const withParams = repeated(() => { answered = http.get(url, params); });
      export const select = repeated(() => { sum += answered.json('items.50.stock.here'); });
      export const parse = repeated(() => { sum += answered.json().items[50].stock.here; });
      export default plain;
      """
          .formatted(TIMES);

  /// A virtual user in the middle of its scenario.
  @State(Scope.Thread)
  public static class Vu {
    private final MetricRegistry registry = new MetricRegistry();
    private final SystemClock clock = new SystemClock();
    private final RecordedLog log = new RecordedLog();
    private final MetricsEngine engine = new MetricsEngine(registry, clock, log);
    private Path folder;
    private Script script;
    private ScriptInstance instance;
    private SampleBuffer samples;
    private long iteration;

    @Setup
    public void open() throws IOException {
      engine.start();
      folder = Files.createTempDirectory("script-benchmark");
      Path file = Files.writeString(folder.resolve("script.js"), SCRIPT);
      script =
          new ScriptLoader(
                  JsModules.all(),
                  JsModules.globals(),
                  SourceSettings.of(folder, folder.resolve("home"), folder.resolve("cache")))
              .load(ScriptSource.file(file));
      samples = engine.newBuffer(1);
      var context = new VuContext(world(), 1, 1, samples, new Answering());
      instance = script.open(context, Map.of());
      context.enter(
          new VuSpec(
              "default", "constant-vus", "plain", Mix.NONE, Stripe.WHOLE, Map.of(), Map.of()));
      run("plain");
    }

    private VuWorld world() {
      return new VuWorld(
          registry,
          BuiltinMetrics.in(registry),
          Tags.EMPTY,
          Set.of("proto", "status", "method", "url", "name", "group", "scenario"),
          false,
          Map.of(HttpDefaults.class, new HttpDefaults("bench/1", 10, false, false, 20, 6)),
          0,
          false,
          message -> {},
          why -> {},
          new Seed(1),
          false,
          new FailureTable(),
          VuThreads.PLATFORM,
          clock,
          log);
    }

    void run(String function) {
      instance.iterate(function, iteration++);
      samples.flush();
    }

    @TearDown
    public void close() throws IOException {
      instance.close();
      script.close();
      engine.close();
      Files.delete(folder.resolve("script.js"));
      Files.delete(folder);
    }
  }

  /// The loop and the call of the script alone, which the others contain.
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public void nothing(Vu vu) {
    vu.run("nothing");
  }

  /// Into Java and back, through a module's getter.
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public void call(Vu vu) {
    vu.run("call");
  }

  /// A request without parameters: what goes out, the response object, nine samples.
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public void request(Vu vu) {
    vu.run("plain");
  }

  /// The same with three headers and three tags.
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public void requestWithParams(Vu vu) {
    vu.run("withParams");
  }

  /// One value out of 10 KB of JSON by its path.
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public void selectJson(Vu vu) {
    vu.run("select");
  }

  /// One value out of the same JSON, parsed as a whole.
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public void parseJson(Vu vu) {
    vu.run("parse");
  }

  /// Connections that have the answer at once.
  private static final class Answering implements HttpSession {
    private static final int ITEMS = 100;

    private final HttpReply reply =
        new HttpReply(
            200,
            "OK",
            "HTTP/1.1",
            List.of(new HttpCall.Header("Content-Type", "application/json")),
            body(),
            "127.0.0.1",
            80,
            "",
            "",
            Ocsp.NONE,
            new HttpTimings(1_000, 0, 0, 10_000, 200_000, 20_000),
            1_000_000,
            null);

    private static byte[] body() {
      var text = new StringBuilder("{\"items\":[");
      for (int i = 0; i < ITEMS; i++) {
        text.append(i == 0 ? "" : ",");
        text.append("{\"id\":").append(i).append(",\"name\":\"product number ").append(i);
        text.append("\",\"price\":12.5,\"tags\":[\"red\",\"large\"],\"stock\":{\"here\":");
        text.append(i).append(",\"there\":3}}");
      }
      return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public HttpReply exchange(HttpCall call) {
      return reply;
    }

    @Override
    public Pending start(HttpCall call, Consumer<HttpReply> done) {
      done.accept(reply);
      return () -> {};
    }

    @Override
    public Traffic drainTraffic() {
      return Traffic.NONE;
    }

    @Override
    public void closeIdleConnections() {}

    @Override
    public void close() {}
  }
}
