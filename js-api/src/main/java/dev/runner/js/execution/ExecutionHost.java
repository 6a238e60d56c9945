package dev.runner.js.execution;

import dev.runner.js.execution.Execution.Notes;
import dev.runner.js.module.AbortNotice;
import dev.runner.js.module.ScriptFault;
import dev.runner.js.module.ScriptPhase;
import dev.runner.js.module.TestAborted;
import dev.runner.js.module.VuScope;
import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/// The Java half of `k6/execution` for one virtual user.
public final class ExecutionHost implements AbortNotice {

  /// Between names in a list of them.
  private static final String SEPARATOR = "\0";

  private final VuScope scope;
  private @Nullable String abortedInInit;

  ExecutionHost(VuScope scope) {
    this.scope = scope;
  }

  /// Ends the test. Does not return, so that no further code of the script runs.
  @HostAccess.Export
  public void abort(String message) {
    if (scope.phase() != ScriptPhase.INIT) {
      execution().abort(message);
      TestEnd.await(scope);
    }
    abortedInInit = message;
    throw new TestAborted(message);
  }

  @Override
  public @Nullable String abortedInInit() {
    return abortedInInit;
  }

  /// Makes the test fail and lets it go on.
  @HostAccess.Export
  public void fail(String message) {
    if (scope.phase() == ScriptPhase.INIT) {
      throw new ScriptFault(
          "exec.test.fail() cannot be used in the init stage: call it in an exported function");
    }
    test().fail(message);
  }

  @HostAccess.Export
  public String options() {
    afterInit("test.options");
    return test().optionsJson();
  }

  @HostAccess.Export
  public int vuId() {
    afterInit("vu");
    return scope.vuId();
  }

  @HostAccess.Export
  public int vuIdInTest() {
    afterInit("vu");
    return execution().vuIdInTest();
  }

  @HostAccess.Export
  public double iterationInInstance() {
    afterInit("vu");
    return execution().iterationInInstance();
  }

  @HostAccess.Export
  public double iterationInScenario() {
    afterInit("vu");
    return execution().iterationInScenario();
  }

  /// The value of a tag, or of metadata; null if there is none of that name.
  @HostAccess.Export
  public @Nullable String note(boolean metadata, String name) {
    afterInit("vu");
    return execution().note(kind(metadata), name);
  }

  @HostAccess.Export
  public void setNote(boolean metadata, String name, String value) {
    afterInit("vu");
    execution().note(kind(metadata), name, value);
  }

  @HostAccess.Export
  public void removeNote(boolean metadata, String name) {
    afterInit("vu");
    execution().removeNote(kind(metadata), name);
  }

  /// All names, separated by NUL.
  @HostAccess.Export
  public String noteNames(boolean metadata) {
    afterInit("vu");
    return String.join(SEPARATOR, execution().noteNames(kind(metadata)));
  }

  private static Notes kind(boolean metadata) {
    return metadata ? Notes.METADATA : Notes.TAGS;
  }

  @HostAccess.Export
  public String scenarioName() {
    inScenario();
    return execution().scenario();
  }

  @HostAccess.Export
  public String executor() {
    inScenario();
    return execution().executor();
  }

  @HostAccess.Export
  public double scenarioStart() {
    inScenario();
    return test().scenarioStartMillis(execution().scenario());
  }

  @HostAccess.Export
  public double scenarioProgress() {
    inScenario();
    return test().scenarioProgress(execution().scenario());
  }

  @HostAccess.Export
  public double scenarioIteration() {
    inScenario();
    return execution().scenarioIteration();
  }

  @HostAccess.Export
  public double scenarioIterationInTest() {
    inScenario();
    return execution().scenarioIterationInTest();
  }

  @HostAccess.Export
  public double iterationsInterrupted() {
    return instance().iterationsInterrupted();
  }

  @HostAccess.Export
  public double iterationsCompleted() {
    return instance().iterationsCompleted();
  }

  @HostAccess.Export
  public int vusActive() {
    return instance().vusActive();
  }

  @HostAccess.Export
  public int vusInitialized() {
    return instance().vusInitialized();
  }

  @HostAccess.Export
  public double runMillis() {
    return instance().runMillis();
  }

  private Execution execution() {
    return scope.port(Execution.class);
  }

  private TestState test() {
    return scope.port(TestState.class);
  }

  private TestState instance() {
    ScriptPhase phase = scope.phase();
    if (phase != ScriptPhase.SETUP && phase != ScriptPhase.VU) {
      throw new ScriptFault(
          "exec.instance can be read in setup() and in the functions of scenarios only");
    }
    return test();
  }

  private void afterInit(String object) {
    if (scope.phase() == ScriptPhase.INIT) {
      throw new ScriptFault(
          "exec." + object + " cannot be read in the init stage: read it in an exported function");
    }
  }

  private void inScenario() {
    if (scope.phase() != ScriptPhase.VU) {
      throw new ScriptFault("exec.scenario can be read in the functions of scenarios only");
    }
  }
}
