package dev.runner.launch;

import dev.runner.clock.Clock;
import dev.runner.failure.FailureTable;
import dev.runner.http.JettyHttpTransport;
import dev.runner.http.TransportSettings;
import dev.runner.js.JsModules;
import dev.runner.js.execution.TestState;
import dev.runner.js.http.HttpDefaults;
import dev.runner.js.metrics.OddValues;
import dev.runner.js.secrets.SecretVault;
import dev.runner.log.LimitedLog;
import dev.runner.log.Log;
import dev.runner.log.LogLevel;
import dev.runner.log.Redaction;
import dev.runner.metrics.MetricsEngine;
import dev.runner.metrics.SampleBuffer;
import dev.runner.net.RequestPace;
import dev.runner.options.HttpOptions;
import dev.runner.options.Options;
import dev.runner.options.OptionsFault;
import dev.runner.options.OptionsLayer;
import dev.runner.options.OptionsReader;
import dev.runner.output.MetricNotes;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputFanout;
import dev.runner.plan.ExecutionPlan;
import dev.runner.plan.Planner;
import dev.runner.random.Seed;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleSink;
import dev.runner.sample.Tags;
import dev.runner.sample.ValueUnit;
import dev.runner.script.Script;
import dev.runner.script.ScriptLoader;
import dev.runner.secret.SecretSources;
import dev.runner.tally.VuStatistics;
import dev.runner.tally.VuTallies;
import dev.runner.threshold.Threshold;
import dev.runner.threshold.Thresholds;
import dev.runner.timeline.Timeline;
import dev.runner.timeline.TimelineOutput;
import dev.runner.trace.SpanExport;
import dev.runner.trace.TraceSettings;
import dev.runner.trace.TracingTransport;
import dev.runner.transport.HttpTransport;
import dev.runner.vu.HttpTrace;
import dev.runner.vu.ScriptFacts;
import dev.runner.vu.VuPool;
import dev.runner.vu.VuWorld;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The parts of one test run, put together.
final class Wiring implements AutoCloseable {
  /// The sub-metric that is always counted.
  private static final MetricNotes.Submetric EXPECTED_RESPONSES =
      new MetricNotes.Submetric(
          "http_req_duration{expected_response:true}", Tags.of("expected_response", "true"));

  /// For outputs only: summaries have thresholds of their own.
  private static final String THRESHOLD_OK = "threshold_ok";

  /// With `--verbose`.
  private static final int EVENT_LINES_A_SECOND = 20;

  private static final int ANY_SEED_BELOW = 1_000_000_000;

  private final RunRequest request;
  private final Script script;
  private final Map<String, String> scriptEnv;
  private final Set<String> functions;
  private final Options options;
  private final String optionsJson;
  private final ScriptedState scripted;
  private final long seed;
  private final Thresholds thresholds;
  private final Optional<Metric> thresholdOk;
  private final ExecutionPlan plan;
  private final BuiltinMetrics builtins;
  private final MetricsEngine metrics;
  private final OutputFanout outputs;
  private final TimelineOutput timeline;

  /// Apart from the others, which the user hears of.
  private final OutputFanout timelineFanout;

  private final JettyHttpTransport transport;

  /// Makes spans of requests, if the user wants them.
  private final Optional<SpanExport> spans;

  /// Counts each virtual user apart, if the user wants that.
  private final Optional<VuTallies> tallies;

  private final boolean usesHttp;
  private final WarmUp warmUp;
  private final VuWorld world;
  private final VuPool pool;
  private volatile Consumer<String> onAbort = message -> {};
  private volatile Consumer<String> onFinish = message -> {};

  /// Takes everything that can go wrong first, so that nothing is left open when it does.
  private Wiring(RunRequest request, Script script) {
    this.request = request;
    this.script = script;
    scriptEnv = Archives.scriptEnv(request.scriptEnv(), script);
    var registry = new MetricRegistry();
    builtins = BuiltinMetrics.in(registry);
    ScriptFacts facts =
        ScriptFacts.read(
            script,
            scriptEnv,
            registry,
            secrets(request),
            OptionsReader.seed(
                List.of(request.config().layer(), request.environment(), request.flags())),
            request.clock(),
            request.log());
    functions = facts.functions();
    usesHttp = facts.usesHttp();
    if (functions.isEmpty()) {
      throw new OptionsFault(
          OptionsFault.Reason.USAGE,
          "no exported functions in script '" + script.path() + "': export a default function");
    }
    OptionsReader.Resolved resolved = resolve(facts.optionsJson());
    options = resolved.options();
    optionsJson = resolved.json();
    seed = options.seed().orElseGet(Wiring::anySeed);
    request.log().debug("random numbers come from seed " + seed);
    thresholds = Thresholds.parse(request.thresholds() ? options.thresholds() : Map.of(), registry);
    thresholdOk =
        request.outputs().isEmpty() || thresholds.isEmpty()
            ? Optional.empty()
            : Optional.of(registry.declare(THRESHOLD_OK, MetricKind.GAUGE, ValueUnit.DEFAULT));
    thresholds.warnings().forEach(request.log()::warn);
    plan = Planner.plan(options, functions);
    chooseEngine();
    warmUp = WarmUp.of(request, plan, usesHttp);
    metrics = new MetricsEngine(registry, request.clock(), request.log());
    thresholds.register(metrics);
    Breakdowns.register(metrics, builtins, request.details());
    Optional<TraceSettings> traces = TraceSettings.parse(request.traces());
    outputs = startOutputs(registry);
    spans =
        traces.map(
            settings ->
                new SpanExport(settings, request.version(), request.clock(), request.log()));
    spans.ifPresent(SpanExport::start);
    if (!request.outputs().isEmpty()) {
      metrics.onBatch(outputs::accept);
    }
    timeline = new TimelineOutput(request.clock());
    timelineFanout =
        new OutputFanout(
            request.timeline() ? List.of(timeline) : List.of(), request.clock(), request.log());
    timelineFanout.start();
    if (request.timeline()) {
      metrics.onBatch(timelineFanout::accept);
    }
    metrics.start();
    HttpOptions http = options.http();
    transport =
        new JettyHttpTransport(
            TransportSettings.DEFAULTS
                .withInsecureSkipTlsVerify(http.insecureSkipTlsVerify())
                .withNoConnectionReuse(http.noConnectionReuse())
                .withConnections(http.connections()),
            request.clock());
    scripted = new ScriptedState(plan, optionsJson, () -> initialisedVus(), request.clock());
    world =
        new VuWorld(
            registry,
            builtins,
            Tags.of(options.tags()),
            options.systemTags(),
            options.throwOnFailure(),
            settings(request, http, scripted),
            options.minIterationDuration().toNanos(),
            http.noVuConnectionReuse(),
            message -> onAbort.accept(message),
            why -> onFinish.accept(why),
            new Seed(seed),
            options.seed().isPresent(),
            new FailureTable(),
            request.threads(),
            request.clock(),
            request.log());
    tallies = request.perVu() ? Optional.of(new VuTallies(builtins)) : Optional.empty();
    pool =
        new VuPool(
            world,
            script,
            scriptEnv,
            this::samplesOf,
            requests(),
            options.executionSegment().stripe(),
            options.setupTimeout(),
            options.teardownTimeout());
  }

  /// Loads the script and decides what will happen.
  static Wiring of(RunRequest request) {
    Script script =
        new ScriptLoader(JsModules.all(), JsModules.globals(), request.sources())
            .load(request.script());
    try {
      return new Wiring(request, script);
    } catch (RuntimeException | Error e) {
      script.close();
      throw e;
    }
  }

  private void chooseEngine() {
    script.compile(
        request
            .jit()
            .effort(
                plan.shortest(),
                plan.startsByTheClock(),
                Runtime.getRuntime().availableProcessors()));
    request.log().debug("scripts run in GraalJS, " + script.engineInWords());
  }

  /// Short enough to be typed again.
  private static long anySeed() {
    return new SecureRandom().nextInt(1, ANY_SEED_BELOW);
  }

  /// What modules ask for, by its type.
  private static Map<Class<?>, Object> settings(
      RunRequest request, HttpOptions http, TestState state) {
    Map<Class<?>, Object> settings = new HashMap<>(secrets(request));
    settings.put(TestState.class, state);
    settings.put(OddValues.class, new OddValues(request.log()));
    settings.put(
        HttpDefaults.class,
        new HttpDefaults(
            http.userAgent(),
            http.maxRedirects(),
            http.discardResponseBodies(),
            http.noCookiesReset(),
            http.batch(),
            http.batchPerHost()));
    if (request.log().shows(LogLevel.DEBUG)) {
      settings.put(LimitedLog.class, new LimitedLog(request.log(), EVENT_LINES_A_SECOND));
    }
    if (!http.debug().isEmpty()) {
      settings.put(HttpTrace.class, new HttpTrace(http.debug().equals("full")));
    }
    long perSecond = http.connections().requestsPerSecond();
    if (perSecond > 0) {
      settings.put(RequestPace.class, new RequestPace(perSecond, request.clock()));
    }
    return settings;
  }

  static Map<Class<?>, Object> secrets(RunRequest request) {
    SecretSources secrets = request.secrets();
    return secrets.isEmpty()
        ? Map.of(SecretVault.class, secrets)
        : Map.of(SecretVault.class, secrets, Redaction.class, secrets.redaction());
  }

  private OptionsReader.Resolved resolve(@Nullable String optionsJson) {
    Object json = Archives.options(script, optionsJson);
    OptionsReader.Resolved resolved =
        OptionsReader.read(
            List.of(
                request.config().layer(),
                OptionsLayer.ofScript(json, script.path().toString()),
                request.environment(),
                request.flags()),
            request.userAgent());
    resolved.warnings().forEach(request.log()::warn);
    return resolved;
  }

  private OutputFanout startOutputs(MetricRegistry registry) {
    var context =
        new OutputContext(
            request.directory(),
            request.standardOutput(),
            request.clock(),
            request.variables(),
            options.systemTags(),
            script.path().toString(),
            request.version(),
            notes(registry),
            request.log());
    var fanout =
        new OutputFanout(
            request.outputs().stream().map(given -> OutputCatalog.create(given, context)).toList(),
            request.clock(),
            request.log());
    fanout.start();
    return fanout;
  }

  /// What outputs may say of metrics beside their samples.
  private Map<String, MetricNotes> notes(MetricRegistry registry) {
    Map<String, List<String>> expressions = new HashMap<>();
    Map<String, List<MetricNotes.Submetric>> submetrics = new HashMap<>();
    submetrics
        .computeIfAbsent(builtins.httpReqDuration().name(), _ -> new ArrayList<>())
        .add(EXPECTED_RESPONSES);
    for (Thresholds.OfMetric of : thresholds.metrics()) {
      String name = of.metric().name();
      if (of.filter().isEmpty()) {
        expressions.put(name, of.thresholds().stream().map(Threshold::source).toList());
      } else if (!of.fullName().equals(EXPECTED_RESPONSES.fullName())) {
        submetrics
            .computeIfAbsent(name, _ -> new ArrayList<>())
            .add(new MetricNotes.Submetric(of.fullName(), of.filter()));
      }
    }
    Map<String, MetricNotes> notes = new HashMap<>();
    for (Metric metric : registry.all()) {
      notes.put(
          metric.name(),
          new MetricNotes(
              expressions.getOrDefault(metric.name(), List.of()),
              submetrics.getOrDefault(metric.name(), List.of())));
    }
    return notes;
  }

  /// Starts to get the JVM going for the test, beside what else is to be done before it.
  Thread startWarmUp() {
    return Thread.ofPlatform()
        .daemon()
        .name("runner-warm-up")
        .uncaughtExceptionHandler(
            (thread, failure) -> request.log().debug("the warm-up failed: " + failure))
        .start(this::getGoing);
  }

  private void getGoing() {
    try {
      if (warmUp.isNeeded()) {
        warmUp.run();
      }
      if (usesHttp) {
        transport.rehearse();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether that is more than a few requests.
  boolean warmsUp() {
    return warmUp.isNeeded();
  }

  /// Lets it end at once.
  void stopWarmUp() {
    warmUp.stop();
  }

  /// Makes virtual users ready.
  void fillPool() throws InterruptedException {
    pool.limit(plan.maxVus());
    pool.fill(plan.initialVus());
  }

  /// Who is told when the script ends the test.
  void onAbort(Consumer<String> listener) {
    onAbort = listener;
  }

  /// Who is told why when the script has no more work for the test.
  void onFinish(Consumer<String> listener) {
    onFinish = listener;
  }

  /// How many virtual users are ready to work.
  int initialisedVus() {
    @Nullable VuPool filled = pool;
    return filled == null ? 0 : filled.initialised();
  }

  Clock clock() {
    return request.clock();
  }

  Log log() {
    return request.log();
  }

  Map<String, String> scriptEnv() {
    return scriptEnv;
  }

  Script script() {
    return script;
  }

  Set<String> functions() {
    return functions;
  }

  /// All options as scripts see them.
  String optionsJson() {
    return optionsJson;
  }

  /// What scripts see of the run.
  ScriptedState scripted() {
    return scripted;
  }

  Options options() {
    return options;
  }

  /// What all random numbers come from: the user's choice, or any number.
  long seed() {
    return seed;
  }

  /// Tells outputs how thresholds fare, if there are any of both.
  Optional<Metric> thresholdOk() {
    return thresholdOk;
  }

  Thresholds thresholds() {
    return thresholds;
  }

  ExecutionPlan plan() {
    return plan;
  }

  BuiltinMetrics builtins() {
    return builtins;
  }

  MetricsEngine metrics() {
    return metrics;
  }

  OutputFanout outputs() {
    return outputs;
  }

  JettyHttpTransport transport() {
    return transport;
  }

  /// What virtual users send requests by.
  HttpTransport requests() {
    return spans.isPresent() ? new TracingTransport(transport, spans.get()) : transport;
  }

  VuWorld world() {
    return world;
  }

  VuPool pool() {
    return pool;
  }

  /// Hands the last samples to the outputs and closes them.
  ///
  /// @return what they lost, a line each
  List<String> finishOutputs() {
    if (world.settings().get(LimitedLog.class) instanceof LimitedLog events) {
      events.finish();
    }
    if (world.settings().get(OddValues.class) instanceof OddValues odd) {
      odd.finish();
    }
    metrics.close();
    List<String> losses = new ArrayList<>(timelineFanout.finish());
    losses.addAll(outputs.finish());
    spans.ifPresent(SpanExport::close);
    spans.flatMap(SpanExport::loss).ifPresent(losses::add);
    return losses;
  }

  /// Takes the samples of a virtual user.
  private SampleSink samplesOf(int vu) {
    SampleBuffer buffer = metrics.newBuffer(vu);
    if (tallies.isEmpty()) {
      return buffer;
    }
    long index = options.executionSegment().stripe().index(vu - 1);
    return tallies.get().watch(Math.toIntExact(index + 1), buffer);
  }

  /// What each virtual user did so far, if the request wants that.
  List<VuStatistics> vus() {
    return tallies.map(VuTallies::statistics).orElse(List.of());
  }

  /// How the numbers went over time, if the request wants that; complete once outputs are finished.
  Timeline timeline() {
    return timeline.timeline();
  }

  @Override
  public void close() {
    warmUp.stop();
    pool.close();
    transport.close();
    metrics.close();
    script.close();
  }
}
