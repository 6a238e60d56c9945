package dev.runner.vu;

import dev.runner.executor.IterationOutcome;
import dev.runner.js.execution.Execution;
import dev.runner.js.module.ScriptPhase;
import dev.runner.js.module.VuScope;
import dev.runner.log.LimitedLog;
import dev.runner.log.Log;
import dev.runner.log.Redaction;
import dev.runner.net.RequestPace;
import dev.runner.random.Seed;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleSink;
import dev.runner.sample.Tags;
import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpFault;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the modules of one script instance see of their virtual user. Used by its thread, except
/// where a method says otherwise.
final class VuContext implements VuScope, Execution {
  private static final int FIRST_ERROR_STATUS = 400;

  /// System tags with ever new values, which samples therefore carry as metadata.
  private static final String VU = "vu";

  private static final String ITERATION = "iter";

  private final VuWorld world;
  private final int vuId;
  private final int vuIdInTest;
  private final SampleSink samples;
  private final WatchedSession session;
  private final @Nullable RequestPace pace;
  private final @Nullable LimitedLog eventLog;

  private final VuTags tags;
  private final Map<String, String> metadata = new TreeMap<>();

  private ScriptPhase phase = ScriptPhase.INIT;
  private long thoughtNanos;
  private volatile boolean waiting;
  private boolean waited;
  private Turns.@Nullable Turn turn;
  private long intendedStartNanos = UNPLANNED;
  private String scenario = "";
  private String executor = "";
  private long begun;
  private long begunInScenario;
  private Seed seed;

  /// How often the virtual user has been lent to each scenario.
  private final Map<String, Integer> stints = new HashMap<>();

  private long scenarioIteration;
  private long scenarioIterationInTest;

  /// @param vuId unique in this instance
  /// @param vuIdInTest unique among all instances
  VuContext(VuWorld world, int vuId, int vuIdInTest, SampleSink samples, HttpSession session) {
    this.world = world;
    this.vuId = vuId;
    this.vuIdInTest = vuIdInTest;
    Redaction redaction = world.redaction();
    this.samples = redaction == null ? samples : new RedactedSamples(samples, redaction);
    this.session = new WatchedSession(traced(session), this);
    this.seed = world.seed().child("init").child(vuIdInTest);
    this.tags = new VuTags(world.systemTags().contains(VuTags.GROUP));
    tags.begin(world.tags(), "");
    this.pace = (RequestPace) world.settings().get(RequestPace.class);
    this.eventLog = (LimitedLog) world.settings().get(LimitedLog.class);
  }

  private HttpSession traced(HttpSession plain) {
    return world.settings().get(HttpTrace.class) instanceof HttpTrace trace
        ? new TracedSession(plain, this, trace.bodies())
        : plain;
  }

  /// Logs a request if each one is to be logged.
  void note(HttpCall call, HttpReply reply) {
    LimitedLog log = eventLog;
    if (log == null || !log.admits(LimitedLog.Kind.REQUESTS, reply.endNanos())) {
      return;
    }
    boolean fine = reply.fault() == null && reply.status() < FIRST_ERROR_STATUS;
    HttpFault fault = reply.fault();
    String answer = fault == null ? String.valueOf(reply.status()) : fault.message();
    log.debug(
        String.format(
            Locale.ROOT,
            "%s %s %s %s %.2fms",
            fine ? "✓" : "✗",
            call.method(),
            String.valueOf(call.uri()).replaceFirst("//[^/@]*@", "//****:****@"),
            answer,
            reply.timings().duration() / 1e6),
        about("request"));
  }

  /// Logs the end of an iteration if each one is to be logged.
  void note(IterationOutcome outcome, long lastedNanos, long nowNanos) {
    LimitedLog log = eventLog;
    if (log != null && log.admits(LimitedLog.Kind.ITERATIONS, nowNanos)) {
      String words =
          switch (outcome) {
            case COMPLETED -> "✓ iteration complete";
            case FAILED -> "✗ iteration failed";
            case INTERRUPTED -> "✗ iteration interrupted";
          };
      log.debug(
          String.format(Locale.ROOT, "%s %.2fms", words, lastedNanos / 1e6), about("iteration"));
    }
  }

  /// Logs what becomes of the virtual user if that is to be logged.
  void note(String event) {
    LimitedLog log = eventLog;
    if (log != null && log.admits(LimitedLog.Kind.VUS, nanoTime())) {
      Map<String, String> fields = about("vu");
      fields.remove("iter");
      log.debug(event, fields);
    }
  }

  private Map<String, String> about(String source) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("scenario", scenario());
    fields.put("vu", String.valueOf(vuId()));
    fields.put("iter", String.valueOf(iterationInInstance()));
    fields.put("source", source);
    return fields;
  }

  /// Waits until the next request may go out.
  void awaitTurn() throws InterruptedException {
    RequestPace limit = pace;
    if (limit != null) {
      limit.await();
    }
  }

  /// Begins a phase outside any scenario; `rootGroup` is the group that its samples carry.
  void enter(ScriptPhase newPhase, String rootGroup) {
    phase = newPhase;
    seed = world.seed().child("phase").child(newPhase.name());
    scenario = "";
    executor = "";
    begin(world.tags(), rootGroup);
  }

  /// Begins work for a scenario.
  void enter(VuSpec spec) {
    phase = ScriptPhase.VU;
    scenario = spec.scenario();
    executor = spec.executor();
    begunInScenario = 0;
    int stint = stints.merge(scenario, 1, Integer::sum);
    seed = world.seed().child("scenario").child(scenario).child(vuIdInTest).child(stint);
    Tags scenarioTags = world.tags().with(Tags.of(spec.tags()));
    begin(
        world.systemTags().contains("scenario")
            ? scenarioTags.with("scenario", spec.scenario())
            : scenarioTags,
        "");
  }

  private void begin(Tags base, String rootGroup) {
    tags.begin(base, rootGroup);
    if (!metadata.isEmpty()) {
      metadata.clear();
      samples.metadata(Tags.EMPTY);
    }
    if (phase == ScriptPhase.VU && systemTag(VU)) {
      note(Notes.METADATA, VU, Integer.toString(vuId));
    }
  }

  /// Notes that an iteration begins now, and when it was to begin, or that this was not planned.
  ///
  /// @param inScenario its number among the scenario's iterations in this instance, from 0
  /// @param inTest the same among those of all instances
  /// @return how many iterations of this virtual user have begun before it
  long beginIteration(long intendedNanos, long inScenario, long inTest) {
    scenarioIteration = inScenario;
    scenarioIterationInTest = inTest;
    intendedStartNanos = intendedNanos;
    step("");
    begunInScenario++;
    if (systemTag(ITERATION)) {
      note(Notes.METADATA, ITERATION, Long.toString(begun));
    }
    return begun++;
  }

  /// Marks samples from now on, until the next call, as those of one function of the scenario's
  /// mix.
  void function(String name) {
    tags.function(name);
  }

  /// Where random numbers of the running iteration come from.
  Seed iterationSeed() {
    return seed.child("iteration").child(begunInScenario);
  }

  @Override
  public long intendedStartNanos() {
    return intendedStartNanos;
  }

  @Override
  public int vuId() {
    return vuId;
  }

  @Override
  public int vuIdInTest() {
    return vuIdInTest;
  }

  @Override
  public long scenarioIteration() {
    return scenarioIteration;
  }

  @Override
  public long scenarioIterationInTest() {
    return scenarioIterationInTest;
  }

  @Override
  public ScriptPhase phase() {
    return phase;
  }

  @Override
  public SampleSink samples() {
    return samples;
  }

  @Override
  public MetricRegistry metrics() {
    return world.metrics();
  }

  @Override
  public BuiltinMetrics builtins() {
    return world.builtins();
  }

  @Override
  public Tags tags() {
    return tags.get();
  }

  @Override
  public String group() {
    return tags.group();
  }

  @Override
  public void group(String path) {
    tags.group(path);
  }

  @Override
  public String step() {
    return tags.step();
  }

  @Override
  public void step(String name) {
    tags.step(name);
  }

  @Override
  public boolean systemTag(String name) {
    return world.systemTags().contains(name);
  }

  @Override
  public long nanoTime() {
    return world.clock().nanoTime();
  }

  @Override
  public void sleep(long nanos) throws InterruptedException {
    if (nanos <= 0) {
      return;
    }
    long until = world.clock().nanoTime() + Math.min(nanos, TimeUnit.DAYS.toNanos(10_000));
    waits(true);
    try {
      world.clock().sleepUntil(until);
    } finally {
      waits(false);
    }
  }

  @Override
  public void think(long nanos) throws InterruptedException {
    long began = nanoTime();
    try {
      sleep(nanos);
    } finally {
      thoughtNanos += nanoTime() - began;
    }
  }

  @Override
  public long thoughtNanos() {
    return thoughtNanos;
  }

  @Override
  public void await(Object monitor, long untilNanos) throws InterruptedException {
    waits(true);
    try {
      world.clock().awaitUntil(monitor, untilNanos);
    } finally {
      waits(false);
    }
  }

  /// Says whose turn ends whenever the thread waits.
  void turn(Turns.Turn own) {
    turn = own;
  }

  /// Notes that the thread begins or stops waiting outside the script.
  void waits(boolean now) {
    Turns.Turn own = turn;
    if (now && own != null) {
      own.leave();
    }
    waiting = now;
    waited = true;
  }

  /// Whether the thread waits outside the script at this moment. Any thread may ask.
  boolean isWaiting() {
    return waiting;
  }

  /// Whether the thread has waited since the last call of this.
  boolean hasWaited() {
    boolean result = waited;
    waited = false;
    return result;
  }

  @Override
  public Seed seed() {
    return seed;
  }

  @Override
  public boolean seeded() {
    return world.seeded();
  }

  @Override
  public Log log() {
    return world.log();
  }

  @Override
  public boolean throwsOnFailure() {
    return world.throwsOnFailure();
  }

  HttpSession session() {
    return session;
  }

  @Override
  public void abort(String message) {
    world.abort().accept(message);
  }

  @Override
  public void finish(String why) {
    world.finish().accept(why);
  }

  @Override
  public String scenario() {
    return scenario;
  }

  @Override
  public String executor() {
    return executor;
  }

  @Override
  public long iterationInInstance() {
    return Math.max(begun - 1, 0);
  }

  @Override
  public long iterationInScenario() {
    return Math.max(begunInScenario - 1, 0);
  }

  @Override
  public @Nullable String note(Notes kind, String name) {
    return kind == Notes.METADATA ? metadata.get(name) : tags.get().get(name);
  }

  @Override
  public Set<String> noteNames(Notes kind) {
    return kind == Notes.METADATA ? metadata.keySet() : tags.get().asMap().keySet();
  }

  @Override
  public void note(Notes kind, String name, String value) {
    switch (kind) {
      case TAGS -> tags.set(name, value);
      case METADATA -> {
        metadata.put(name, value);
        samples.metadata(Tags.of(metadata));
      }
    }
  }

  @Override
  public void removeNote(Notes kind, String name) {
    switch (kind) {
      case TAGS -> tags.remove(name);
      case METADATA -> {
        metadata.remove(name);
        samples.metadata(Tags.of(metadata));
      }
    }
  }

  @Override
  public <T> T port(Class<T> type) {
    Object port = world.settings().get(type);
    if (type == HttpSession.class) {
      port = session;
    } else if (type == Execution.class) {
      port = this;
    }
    if (port == null) {
      throw new IllegalStateException("no " + type.getName() + " is offered here");
    }
    return type.cast(port);
  }
}
