package dev.runner.vu;

import dev.runner.clock.Clock;
import dev.runner.failure.FailureTable;
import dev.runner.js.http.HttpDefaults;
import dev.runner.js.http.HttpHost;
import dev.runner.log.Log;
import dev.runner.random.Seed;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleSink;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import dev.runner.script.Script;
import dev.runner.script.ScriptInstance;
import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a script says of itself, learned by running its init code once.
///
/// @param functions the names of its exported functions
/// @param optionsJson its exported options as JSON; null if it has none
/// @param usesHttp whether it imports `k6/http`
public record ScriptFacts(Set<String> functions, @Nullable String optionsJson, boolean usesHttp) {
  public ScriptFacts {
    functions = Set.copyOf(functions);
  }

  /// Runs the init code; the metrics it declares are in `metrics` afterwards.
  ///
  /// @param ports what modules can ask for in init code already, by its type
  /// @param seed the seed as far as it is known without the script
  /// @throws dev.runner.script.ScriptError if the code fails
  public static ScriptFacts read(
      Script script,
      Map<String, String> env,
      MetricRegistry metrics,
      Map<Class<?>, Object> ports,
      OptionalLong seed,
      Clock clock,
      Log log) {
    Map<Class<?>, Object> settings = new HashMap<>(ports);
    settings.put(HttpDefaults.class, new HttpDefaults("", 0, false, false, 0, 0));
    var world =
        new VuWorld(
            metrics,
            BuiltinMetrics.in(metrics),
            Tags.EMPTY,
            Set.of(),
            false,
            settings,
            0,
            false,
            message -> {},
            why -> {},
            new Seed(seed.orElse(0)),
            seed.isPresent(),
            new FailureTable(),
            VuThreads.VIRTUAL,
            clock,
            log);
    var context = new VuContext(world, 0, 0, new NoSamples(), new NoNetwork());
    try (ScriptInstance instance = script.open(context, env)) {
      return new ScriptFacts(
          instance.functionNames(),
          instance.optionsJson(),
          instance.hosts().stream().anyMatch(HttpHost.class::isInstance));
    }
  }

  private static final class NoSamples implements SampleSink {
    @Override
    public Series series(Metric metric, Tags tags) {
      throw new IllegalStateException("init code records no samples");
    }

    @Override
    public void record(Series series, double value, long timeNanos) {
      throw new IllegalStateException("init code records no samples");
    }
  }

  private static final class NoNetwork implements HttpSession {
    @Override
    public HttpReply exchange(HttpCall call) {
      throw new IllegalStateException("init code makes no requests");
    }

    @Override
    public Pending start(HttpCall call, Consumer<HttpReply> done) {
      throw new IllegalStateException("init code makes no requests");
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
