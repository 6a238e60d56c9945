package dev.runner.launch;

import dev.runner.clock.Ticker;
import dev.runner.control.LiveTest;
import dev.runner.engine.AbortSignal;
import dev.runner.engine.Engine;
import dev.runner.engine.EngineResult;
import dev.runner.engine.RunListener;
import dev.runner.engine.RunState;
import dev.runner.engine.Steering;
import dev.runner.engine.StopReason;
import dev.runner.executor.Executor;
import dev.runner.health.GeneratorHealth;
import dev.runner.js.module.ScriptPhase;
import dev.runner.log.LogLevel;
import dev.runner.metrics.SampleBuffer;
import dev.runner.metrics.Snapshot;
import dev.runner.net.HostConnections;
import dev.runner.options.Durations;
import dev.runner.options.Options;
import dev.runner.plan.ExecutionPlan;
import dev.runner.plan.ScenarioPlan;
import dev.runner.sample.Metric;
import dev.runner.sample.Tags;
import dev.runner.script.ScriptError;
import dev.runner.script.ScriptInstance;
import dev.runner.threshold.ThresholdMonitor;
import dev.runner.threshold.ThresholdResult;
import dev.runner.threshold.Verdict;
import dev.runner.vu.Stage;
import dev.runner.vu.VuPool;
import dev.runner.vu.VuSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One test run: load, plan, `setup`, scenarios, `teardown`, thresholds, summary.
///
/// [#run()] and [#handleSummary] are called once, by one thread; the other methods by any.
public final class TestRun implements AutoCloseable {
  private static final long GAUGE_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Wiring wiring;
  private final AbortSignal stop = new AbortSignal();
  private final StartGate gate;
  private final Engine engine;

  /// For what no virtual user measures; guarded by itself.
  private final SampleBuffer samples;

  private final ConnectionGauges connections;
  private volatile RunPhase phase = RunPhase.INIT;
  private volatile long startNanos;
  private volatile @Nullable Stage<?> stage;

  /// How often the script has asked for the end of the test.
  private final AtomicInteger aborts = new AtomicInteger();

  /// What others may set while the test runs.
  private volatile @Nullable String setupData;

  /// What the load generator says of itself.
  private Optional<String> doubt = Optional.empty();

  /// Held while someone outside has `setup` or `teardown` run.
  private final Object repeating = new Object();

  private TestRun(Wiring wiring) {
    this.wiring = wiring;
    this.samples = wiring.metrics().newBuffer(0);
    this.connections = new ConnectionGauges(wiring);
    this.engine =
        new Engine(
            wiring.plan(),
            scenario -> wiring.pool().forScenario(specOf(scenario)),
            new RunListener() {
              @Override
              public void dropped(ScenarioPlan scenario, long iterations) {
                recordDropped(scenario, iterations);
              }

              @Override
              public void warned(ScenarioPlan scenario, String message) {
                wiring.log().log(
                    LogLevel.WARNING,
                    message,
                    Map.of("executor", scenario.executor(), "scenario", scenario.name()));
              }
            },
            stop,
            wiring.clock(),
            wiring.world().seed());
    wiring.scripted().follow(engine.state());
    this.startNanos = wiring.clock().nanoTime();
    this.gate = new StartGate(wiring.options().paused());
    stop.onRaise(gate::open);
  }

  /// Loads the script and decides what will happen, without starting anything but outputs.
  ///
  /// @throws ScriptError if the script cannot be loaded
  /// @throws dev.runner.options.OptionsFault if the options make no sense
  /// @throws dev.runner.threshold.ThresholdFault if a threshold makes none
  /// @throws dev.runner.output.OutputFault if an output cannot start
  public static TestRun prepare(RunRequest request) {
    return new TestRun(Wiring.of(request));
  }

  public Options options() {
    return wiring.options();
  }

  public ExecutionPlan plan() {
    return wiring.plan();
  }

  /// The outputs in words, such as `json (results.json)`; empty if there are none.
  public List<String> outputs() {
    return wiring.outputs().descriptions();
  }

  /// What all random numbers come from: the user's choice, or any number.
  public long seed() {
    return wiring.seed();
  }

  /// All options as scripts see them.
  public String optionsJson() {
    return wiring.optionsJson();
  }

  /// When the test began, in nanoseconds since 1970.
  public long startEpochNanos() {
    return wiring.clock().epochNanos(startNanos);
  }

  /// The text of the main file.
  public String scriptText() {
    return wiring.script().text();
  }

  public RunPhase phase() {
    return phase;
  }

  /// Time since the test began, `setup` included.
  public long elapsedNanos() {
    return wiring.clock().nanoTime() - startNanos;
  }

  /// How far the scenarios are.
  public RunState state() {
    return engine.state();
  }

  /// Counts how requests go, for those who watch; to be called before [#run()].
  public Pulse watchRequests() {
    return Pulse.of(wiring.metrics(), wiring.builtins());
  }

  /// Virtual users ready to work.
  public int initialisedVus() {
    return wiring.pool().initialised();
  }

  /// Ends the test at once, as the user wishes: iterations are stopped in the middle, `teardown`
  /// and the summary follow.
  public void stop() {
    stop(new StopReason.Interrupted());
  }

  private void finish(String why) {
    if (stop.raise(new StopReason.Finished())) {
      wiring.log().info(why + ": the test ends");
    }
  }

  void stopRemotely() {
    stop(new StopReason.StoppedRemotely());
  }

  boolean isStopped() {
    return stop.isRaised();
  }

  StartGate gate() {
    return gate;
  }

  Steering steering() {
    return engine.steering();
  }

  /// The test as others may see and change it while it runs.
  ///
  /// @param onStop called when one of them stops it, also when it is over
  public LiveTest live(Runnable onStop) {
    return new LiveRun(this, wiring, onStop);
  }

  @Nullable String setupData() {
    return setupData;
  }

  /// Gives other data to `teardown` and to virtual users that begin with a scenario from now on.
  void setupData(@Nullable String json) {
    setupData = json;
    wiring.pool().setupData(json);
  }

  /// Runs `setup` on behalf of someone outside and keeps its answer.
  ///
  /// @throws Executor.Refused if it fails
  void repeatSetup() throws InterruptedException {
    setupData(
        repeat(
            ScriptPhase.SETUP,
            "setup",
            wiring.options().setupTimeout(),
            instance -> instance.callForJson("setup")));
  }

  /// Runs `teardown` on behalf of someone outside.
  ///
  /// @throws Executor.Refused if it fails
  void repeatTeardown() throws InterruptedException {
    String data = setupData;
    this.<@Nullable Void>repeat(
        ScriptPhase.TEARDOWN,
        "teardown",
        wiring.options().teardownTimeout(),
        instance -> {
          instance.setupData(data);
          instance.callWithData("teardown");
          return null;
        });
  }

  private <T extends @Nullable Object> @Nullable T repeat(
      ScriptPhase scriptPhase, String function, Duration limit, Function<ScriptInstance, T> body)
      throws InterruptedException {
    if (!wiring.functions().contains(function)) {
      return null;
    }
    switch (phase) {
      case INIT, WARM_UP ->
          throw new Executor.Refused("virtual users are still being made; try again");
      case SETUP, TEARDOWN ->
          throw new Executor.Refused("the test itself is in setup or teardown; try again");
      case ENDED -> throw new Executor.Refused("the test is over");
      case PAUSED, RUNNING -> {}
    }
    synchronized (repeating) {
      try {
        return newStage(scriptPhase, "::" + function, body).await(limit.toNanos());
      } catch (TimeoutException e) {
        throw new Executor.Refused(function + "() took too long");
      } catch (ScriptError e) {
        throw new Executor.Refused(String.valueOf(e.getMessage()));
      }
    }
  }

  private void stop(StopReason why) {
    stop.raise(why);
    if (why instanceof StopReason.AbortedByScript) {
      aborts.incrementAndGet();
    }
    Stage<?> running = stage;
    if (running != null && (phase == RunPhase.SETUP || why instanceof StopReason.AbortedByScript)) {
      // The thread that asks may be the very one that is to be stopped.
      Thread _ = Thread.ofPlatform().daemon().name("runner-stop").start(running::stop);
    }
  }

  /// Runs the test to its end.
  public RunResult run() throws InterruptedException {
    wiring.onAbort(message -> stop(new StopReason.AbortedByScript(message)));
    wiring.onFinish(this::finish);
    VuPool pool = wiring.pool();
    Thread warmUp = wiring.startWarmUp();
    stop.onRaise(wiring::stopWarmUp);
    wiring.fillPool();
    if (wiring.warmsUp()) {
      phase = RunPhase.WARM_UP;
    }
    warmUp.join();
    awaitStart();
    startNanos = wiring.clock().nanoTime();
    RunOutcome outcome =
        phase == RunPhase.PAUSED && stop.isRaised()
            ? outcomeOf(stop.reason().orElseThrow())
            : runStages(pool);
    phase = RunPhase.ENDED;
    List<HostConnections> used = connections.record();
    long elapsed = elapsedNanos();
    Snapshot snapshot = wiring.metrics().snapshot(elapsed);
    Verdict verdict = wiring.thresholds().evaluate(snapshot);
    wiring.thresholdOk().ifPresent(metric -> recordVerdict(metric, verdict));
    if (outcome instanceof RunOutcome.Passed && !verdict.passed()) {
      outcome = new RunOutcome.ThresholdsFailed(false);
    }
    Optional<String> failure = wiring.scripted().failure();
    if (failure.isPresent()
        && (outcome instanceof RunOutcome.Passed
            || outcome instanceof RunOutcome.ThresholdsFailed)) {
      outcome = new RunOutcome.FailedByScript(failure.get());
    }
    return new RunResult(
        outcome,
        snapshot,
        verdict,
        state().completed(),
        wiring.world().failures().report(startNanos),
        setupData,
        steering().changes(),
        used,
        wiring.finishOutputs(),
        doubt.stream().toList(),
        wiring.timeline(),
        wiring.vus());
  }

  /// Waits while the test is paused before its start; it stays in that phase if it is stopped then.
  private void awaitStart() throws InterruptedException {
    if (gate.isClosed()) {
      phase = RunPhase.PAUSED;
      wiring.log().info("ready and paused; 'runner resume' starts the test");
      gate.await();
    }
  }

  private RunOutcome runStages(VuPool pool) throws InterruptedException {
    Options options = wiring.options();
    if (!options.noSetup() && wiring.functions().contains("setup")) {
      phase = RunPhase.SETUP;
      RunOutcome failure = runSetup(options.setupTimeout());
      if (failure != null) {
        return failure;
      }
    }
    if (gate.isClosed()) {
      phase = RunPhase.PAUSED;
      wiring.log().info("paused after setup; 'runner resume' lets scenarios start");
      gate.await();
    }
    pool.setupData(setupData);
    RunOutcome outcome = runScenarios();
    if (wiring.functions().contains("vuTeardown")) {
      phase = RunPhase.TEARDOWN;
      tearDownVus(options.teardownTimeout());
      if (outcome instanceof RunOutcome.Passed && stop.isRaised()) {
        outcome = outcomeOf(stop.reason().orElseThrow());
      }
    }
    if (!options.noTeardown() && wiring.functions().contains("teardown")) {
      phase = RunPhase.TEARDOWN;
      RunOutcome failure = runTeardown(options.teardownTimeout());
      if (failure != null && !(outcome instanceof RunOutcome.StoppedByUser)) {
        return failure;
      }
    }
    return outcome;
  }

  private void tearDownVus(Duration limit) throws InterruptedException {
    if (!stop.isRaised()) {
      stop.onRaise(wiring.pool()::interruptAll);
    }
    int late = wiring.pool().tearDown(limit);
    if (late > 0) {
      wiring
          .log()
          .warn(
              "vuTeardown() of "
                  + late
                  + " virtual users was not done within "
                  + Durations.format(limit)
                  + " and was stopped; make it faster or raise the option teardownTimeout");
    }
  }

  private @Nullable RunOutcome runSetup(Duration limit) throws InterruptedException {
    try {
      setupData =
          runStage(ScriptPhase.SETUP, "::setup", limit, instance -> instance.callForJson("setup"));
      return stop.isRaised() ? outcomeOf(stop.reason().orElseThrow()) : null;
    } catch (TimeoutException e) {
      return new RunOutcome.SetupTimedOut(limit);
    } catch (ScriptError e) {
      return stop.isRaised()
          ? outcomeOf(stop.reason().orElseThrow())
          : new RunOutcome.ScriptFailed("setup", e);
    }
  }

  private @Nullable RunOutcome runTeardown(Duration limit) throws InterruptedException {
    String data = setupData;
    try {
      runStage(
          ScriptPhase.TEARDOWN,
          "::teardown",
          limit,
          instance -> {
            instance.setupData(data);
            instance.callWithData("teardown");
            return null;
          });
      return null;
    } catch (TimeoutException e) {
      return new RunOutcome.TeardownTimedOut(limit);
    } catch (ScriptError e) {
      return e.kind() == ScriptError.Kind.INTERRUPTED && stop.isRaised()
          ? outcomeOf(stop.reason().orElseThrow())
          : new RunOutcome.ScriptFailed("teardown", e);
    }
  }

  private <T extends @Nullable Object> T runStage(
      ScriptPhase scriptPhase, String group, Duration limit, Function<ScriptInstance, T> body)
      throws InterruptedException, TimeoutException {
    int before = aborts.get();
    Stage<T> running = newStage(scriptPhase, group, body);
    stage = running;
    try {
      // It runs already, and may have asked for its end before it could be found.
      if (aborts.get() != before || (stop.isRaised() && scriptPhase == ScriptPhase.SETUP)) {
        running.stop();
      }
      return running.await(limit.toNanos());
    } finally {
      stage = null;
    }
  }

  private <T extends @Nullable Object> Stage<T> newStage(
      ScriptPhase scriptPhase, String group, Function<ScriptInstance, T> body) {
    return new Stage<>(
        wiring.world(),
        wiring.script(),
        wiring.scriptEnv(),
        wiring.metrics().newBuffer(0),
        wiring.requests(),
        scriptPhase,
        group,
        body);
  }

  private RunOutcome runScenarios() throws InterruptedException {
    phase = RunPhase.RUNNING;
    GeneratorHealth health = watchHealth();
    try (health;
        var _ =
            new Ticker(
                "runner-gauges",
                wiring.clock(),
                startNanos,
                GAUGE_PERIOD_NANOS,
                this::recordGauges);
        var _ = watchThresholds()) {
      EngineResult result = engine.run();
      if (result.stuckVus() > 0) {
        wiring
            .log()
            .warn(
                result.stuckVus()
                    + " virtual users could not be stopped; what they were doing is not in the"
                    + " results");
      }
      return outcomeOf(result.reason());
    } finally {
      doubt = health.doubt();
    }
  }

  private GeneratorHealth watchHealth() {
    return GeneratorHealth.watch(
        wiring.clock(),
        wiring.transport()::onSelector,
        probe -> {
          Thread _ = wiring.world().threads().start("runner-probe", probe);
        });
  }

  private static VuSpec specOf(ScenarioPlan scenario) {
    return new VuSpec(
        scenario.name(),
        scenario.executor(),
        scenario.exec(),
        scenario.mix(),
        scenario.iterations(),
        scenario.env(),
        scenario.tags());
  }

  private ThresholdMonitor watchThresholds() {
    var monitor =
        new ThresholdMonitor(
            wiring.thresholds(),
            () -> wiring.metrics().snapshot(elapsedNanos()),
            wiring.clock(),
            _ -> stop(new StopReason.ThresholdCrossed()),
            wiring.thresholdOk().map(metric -> verdict -> recordVerdict(metric, verdict)));
    monitor.start(startNanos);
    return monitor;
  }

  /// Tells outputs how thresholds fare: 1 for each that holds.
  private void recordVerdict(Metric metric, Verdict verdict) {
    for (ThresholdResult one : verdict.results()) {
      Tags tags = wiring.world().tags().with("threshold", one.fullName() + ": " + one.source());
      record(metric, tags, one.ok() ? 1 : 0);
    }
  }

  private void recordGauges() {
    Tags tags = wiring.world().tags();
    record(wiring.builtins().vus(), tags, state().activeVus());
    record(wiring.builtins().vusMax(), tags, initialisedVus());
    if (wiring.options().http().connections().pool().metrics()) {
      connections.record();
    }
  }

  private void recordDropped(ScenarioPlan scenario, long iterations) {
    Tags tags = wiring.world().tags().with(Tags.of(scenario.tags()));
    if (wiring.world().systemTags().contains("scenario")) {
      tags = tags.with("scenario", scenario.name());
    }
    record(wiring.builtins().droppedIterations(), tags, (double) iterations);
  }

  private void record(Metric metric, Tags tags, double value) {
    synchronized (samples) {
      samples.record(samples.series(metric, tags), value, wiring.clock().nanoTime());
      samples.flush();
    }
  }

  private RunOutcome outcomeOf(StopReason reason) {
    return switch (reason) {
      case StopReason.Finished() -> new RunOutcome.Passed();
      case StopReason.Interrupted() -> new RunOutcome.StoppedByUser();
      case StopReason.StoppedRemotely() -> new RunOutcome.StoppedRemotely();
      case StopReason.AbortedByScript(String message) -> new RunOutcome.AbortedByScript(message);
      case StopReason.ThresholdCrossed() -> new RunOutcome.ThresholdsFailed(true);
      case StopReason.Broken(Throwable cause) -> new RunOutcome.Broken(cause);
    };
  }

  /// Whether the script has a `handleSummary` of its own.
  public boolean hasHandleSummary() {
    return wiring.functions().contains("handleSummary");
  }

  /// Lets the script write the summary.
  ///
  /// @param data what it gets, as JSON
  /// @return the text or bytes for each destination
  /// @throws ScriptError if it throws or returns something else
  /// @throws TimeoutException if it takes longer than its option allows
  public Map<String, byte[]> handleSummary(String data)
      throws InterruptedException, TimeoutException {
    return runStage(
        ScriptPhase.SUMMARY,
        "",
        wiring.options().handleSummaryTimeout(),
        instance -> instance.handleSummary(data));
  }

  @Override
  public void close() {
    wiring.close();
  }
}
