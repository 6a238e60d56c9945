package dev.runner.vu;

import dev.runner.js.execution.Execution;
import dev.runner.js.module.ScriptPhase;
import dev.runner.js.module.VuScope;
import dev.runner.log.Log;
import dev.runner.log.Redaction;
import dev.runner.random.Seed;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleSink;
import dev.runner.sample.Tags;
import dev.runner.transport.HttpSession;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the modules of one script instance see of their virtual user. Used by its thread, except
/// where a method says otherwise.
final class VuContext implements VuScope, Execution {
  /// Above that many groups the script makes up names, and remembering them is no use.
  private static final int GROUPS_REMEMBERED = 256;

  private final VuWorld world;
  private final int vuId;
  private final int vuIdInTest;
  private final SampleSink samples;
  private final WatchedSession session;

  /// The tags of each group met so far; forgotten when the scenario changes.
  private final Map<String, Tags> tagsByGroup = new HashMap<>();

  private ScriptPhase phase = ScriptPhase.INIT;
  private Tags base;
  private String group = "";
  private String step = "";
  private long thoughtNanos;
  private @Nullable Tags tags;
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
    this.session = new WatchedSession(session, this);
    this.base = world.tags();
    this.seed = world.seed().child("init").child(vuId);
  }

  /// Begins a phase outside any scenario; `rootGroup` is the group that its samples carry.
  void enter(ScriptPhase newPhase, String rootGroup) {
    phase = newPhase;
    seed = world.seed().child("phase").child(newPhase.name());
    scenario = "";
    executor = "";
    base = world.tags();
    tagsByGroup.clear();
    group(rootGroup);
  }

  /// Begins work for a scenario.
  void enter(VuSpec spec) {
    phase = ScriptPhase.VU;
    scenario = spec.scenario();
    executor = spec.executor();
    begunInScenario = 0;
    int stint = stints.merge(scenario, 1, Integer::sum);
    seed = world.seed().child("scenario").child(scenario).child(vuId).child(stint);
    Tags scenarioTags = world.tags().with(Tags.of(spec.tags()));
    base =
        world.systemTags().contains("scenario")
            ? scenarioTags.with("scenario", spec.scenario())
            : scenarioTags;
    tagsByGroup.clear();
    group("");
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
    return begun++;
  }

  @Override
  public long intendedStartNanos() {
    return intendedStartNanos;
  }

  @Override
  public int vuId() {
    return vuId;
  }

  /// From 1, unique among all instances of the test.
  int vuIdInTest() {
    return vuIdInTest;
  }

  /// The number of the running iteration among those of its scenario in this instance, from 0.
  long scenarioIteration() {
    return scenarioIteration;
  }

  /// The number of the running iteration among those of its scenario in all instances, from 0.
  long scenarioIterationInTest() {
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
    Tags now = tags;
    if (now == null) {
      if (tagsByGroup.size() > GROUPS_REMEMBERED) {
        tagsByGroup.clear();
      }
      now =
          step.isEmpty()
              ? tagsByGroup.computeIfAbsent(group, this::tagsIn)
              : tagsByGroup.computeIfAbsent(
                  step + '\n' + group, _ -> tagsIn(group).with("step", step));
      tags = now;
    }
    return now;
  }

  private Tags tagsIn(String path) {
    return world.systemTags().contains("group") ? base.with("group", path) : base;
  }

  @Override
  public String group() {
    return group;
  }

  @Override
  public void group(String path) {
    group = path;
    tags = null;
  }

  @Override
  public String step() {
    return step;
  }

  @Override
  public void step(String name) {
    step = name;
    tags = null;
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
