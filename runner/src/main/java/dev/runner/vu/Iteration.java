package dev.runner.vu;

import dev.runner.executor.IterationOutcome;
import dev.runner.failure.Failure;
import dev.runner.js.module.IterationListener;
import dev.runner.js.module.VuScope;
import dev.runner.log.LogLevel;
import dev.runner.log.Redaction;
import dev.runner.pace.Mix;
import dev.runner.pace.Stripe;
import dev.runner.sample.SampleSink;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import dev.runner.script.ScriptError;
import dev.runner.script.ScriptInstance;
import dev.runner.transport.HttpSession;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs one iteration after another of one virtual user and records what each adds to the results
/// beside the samples of the script itself.
final class Iteration {
  private final VuWorld world;
  private final VuContext context;
  private final ScriptInstance instance;
  private final SampleSink samples;
  private final VuStages stages;

  private final Map<String, String> env;

  private VuSpec spec = new VuSpec("", "", "default", Mix.NONE, Stripe.WHOLE, Map.of(), Map.of());
  private IterationNumbers numbers = new IterationNumbers(Stripe.WHOLE);
  private List<IterationListener> listeners = List.of();
  private @Nullable String setupData;

  /// Null if the scenario has one function only.
  private Mix.@Nullable Choice choice;

  private boolean assigned;
  private boolean dataGiven;
  private boolean prepared;

  /// Whether `__ENV` holds variables of a scenario.
  private boolean scenarioEnv;

  /// Of the running iteration.
  private int errors;

  private long endedNanos;
  private long lastedNanos;
  private long startLagNanos;

  /// How long the last iteration lasted, think times left out.
  private long workedNanos;

  /// The series below belong to these tags.
  private @Nullable Tags seriesTags;

  private @Nullable Series iterations;
  private @Nullable Series duration;
  private @Nullable Series failed;
  private @Nullable Series sent;
  private @Nullable Series received;

  /// Null where starts are not planned.
  private @Nullable Series startLag;

  /// @param env the content of `__ENV` outside any scenario
  Iteration(
      VuWorld world,
      VuContext context,
      ScriptInstance instance,
      VuStages stages,
      Map<String, String> env) {
    this.stages = stages;
    this.world = world;
    this.context = context;
    this.instance = instance;
    this.env = env;
    this.samples = context.samples();
    instance.onRejection(this::note);
  }

  /// Prepares for a scenario; what takes time waits for the virtual user's thread.
  void assign(VuSpec newSpec, IterationNumbers newNumbers, @Nullable String newSetupData) {
    spec = newSpec;
    numbers = newNumbers;
    setupData = newSetupData;
    assigned = true;
  }

  /// Gets the virtual user ready for iterations of its scenario, as far as it is not: variables,
  /// tags, `vuSetup`. Where that fails, the next iteration fails.
  void prepare() {
    if (assigned) {
      if (!stages.isReadyFor(spec)) {
        stages.tearDown();
      }
      applyAssignment();
    }
    prepared = stages.isReadyFor(spec) || stages.setUp(spec);
  }

  /// Undoes what the script did to prepare the virtual user, if it did.
  void tearDown() {
    stages.tearDown();
  }

  private void applyAssignment() {
    context.enter(spec);
    choice = spec.mix().isNone() ? null : spec.mix().choice();
    instance.seedRandom();
    if (!spec.env().isEmpty() || scenarioEnv) {
      var all = new HashMap<>(env);
      all.putAll(spec.env());
      instance.environment(all);
      scenarioEnv = !spec.env().isEmpty();
    }
    if (!dataGiven) {
      instance.setupData(setupData);
      dataGiven = true;
    }
    if (listeners.isEmpty()) {
      listeners =
          instance.hosts().stream()
              .filter(IterationListener.class::isInstance)
              .map(IterationListener.class::cast)
              .toList();
    }
    assigned = false;
  }

  /// Runs the scenario's function once; to be called after [#prepare()].
  ///
  /// @param intendedNanos when it was to start; the run is late by the difference to now
  /// @param planned whether that moment was planned rather than that at which the last one ended
  IterationOutcome run(long intendedNanos, boolean planned) {
    long inScenario = numbers.take();
    long number =
        context.beginIteration(
            planned ? intendedNanos : VuScope.UNPLANNED, inScenario, numbers.inTest(inScenario));
    if (!prepared) {
      long now = world.clock().nanoTime();
      endedNanos = now;
      lastedNanos = 0;
      workedNanos = 0;
      startLagNanos = planned ? now - intendedNanos : 0;
      record(IterationOutcome.FAILED, now, planned);
      return IterationOutcome.FAILED;
    }
    String function = choice == null ? spec.exec() : choose(choice);
    for (IterationListener listener : listeners) {
      listener.iterationStarting();
    }
    long began = world.clock().nanoTime();
    startLagNanos = planned ? began - intendedNanos : 0;
    errors = 0;
    long thoughtBefore = context.thoughtNanos();
    IterationOutcome outcome = IterationOutcome.COMPLETED;
    try {
      instance.iterate(function, number);
      if (errors > 0) {
        outcome = IterationOutcome.FAILED;
      }
    } catch (ScriptError e) {
      outcome = outcomeOf(e);
    }
    long now = world.clock().nanoTime();
    endedNanos = now;
    lastedNanos = now - began;
    workedNanos = lastedNanos - (context.thoughtNanos() - thoughtBefore);
    context.group("");
    if (world.closeConnections()) {
      context.session().closeIdleConnections();
    }
    record(outcome, now, planned);
    context.note(outcome, lastedNanos, now);
    return outcome;
  }

  /// Logs and counts an error.
  private void note(ScriptError error) {
    errors++;
    var fields = new LinkedHashMap<String, String>();
    fields.put("executor", spec.executor());
    fields.put("scenario", spec.scenario());
    if (error.kind() != ScriptError.Kind.REJECTION) {
      fields.put("hint", "script exception");
      fields.put("source", "stacktrace");
    }
    world.log().log(LogLevel.ERROR, error.getMessage(), fields);
    Redaction redaction = world.redaction();
    world
        .failures()
        .add(
            new Failure(
                redaction == null ? error.headline() : redaction.apply(error.headline()),
                error.place(),
                spec.scenario(),
                context.vuId(),
                context.iterationInInstance(),
                world.clock().nanoTime()));
  }

  private String choose(Mix.Choice from) {
    String function =
        spec.mix().random()
            ? from.draw(context.iterationSeed().child("weights").generator())
            : from.turn(context.scenarioIterationInTest());
    context.function(function);
    return function;
  }

  private IterationOutcome outcomeOf(ScriptError error) {
    if (error.kind() == ScriptError.Kind.INTERRUPTED || error.kind() == ScriptError.Kind.ABORTED) {
      return IterationOutcome.INTERRUPTED;
    }
    note(error);
    return IterationOutcome.FAILED;
  }

  @SuppressWarnings("ReferenceEquality") // the context keeps one object per set of tags
  private void record(IterationOutcome outcome, long now, boolean planned) {
    Tags tags = context.tags();
    if (tags != seriesTags || planned != (startLag != null)) {
      iterations = samples.series(world.builtins().iterations(), tags);
      duration = samples.series(world.builtins().iterationDuration(), tags);
      failed = samples.series(world.builtins().iterationFailed(), tags);
      sent = samples.series(world.builtins().dataSent(), tags);
      received = samples.series(world.builtins().dataReceived(), tags);
      startLag = planned ? samples.series(world.builtins().iterationStartLag(), tags) : null;
      seriesTags = tags;
    }
    if (iterations == null
        || duration == null
        || failed == null
        || sent == null
        || received == null) {
      throw new IllegalStateException("no series");
    }
    if (outcome != IterationOutcome.INTERRUPTED) {
      samples.record(iterations, 1, now);
      samples.record(duration, workedNanos / 1e6, now);
      samples.record(failed, outcome == IterationOutcome.FAILED ? 1 : 0, now);
    }
    if (startLag != null) {
      samples.record(startLag, startLagNanos / 1e6, now);
    }
    HttpSession.Traffic traffic = context.session().drainTraffic();
    samples.record(sent, (double) traffic.sent(), now);
    samples.record(received, (double) traffic.received(), now);
    samples.flush();
  }

  /// Waits until the last iteration has had its minimum duration.
  ///
  /// @return false if the virtual user was interrupted meanwhile
  boolean awaitMinimum() {
    long missing = world.minIterationNanos() - lastedNanos;
    if (missing <= 0) {
      return true;
    }
    try {
      context.sleep(endedNanos + missing - world.clock().nanoTime());
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
