package dev.runner.js.execution;

import dev.runner.js.module.ScriptFault;
import dev.runner.js.module.ScriptPhase;
import dev.runner.js.module.TestAborted;
import dev.runner.js.module.VuInterrupted;
import dev.runner.js.module.VuScope;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.HostAccess;

/// The Java half of `k6/execution` for one virtual user.
public final class ExecutionHost {
  /// Stopping a virtual user takes milliseconds.
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final VuScope scope;

  ExecutionHost(VuScope scope) {
    this.scope = scope;
  }

  /// Ends the test. Does not return, so that no further code of the script runs.
  @HostAccess.Export
  public void abort(String message) {
    if (scope.phase() != ScriptPhase.INIT) {
      execution().abort(message);
      try {
        scope.sleep(PATIENCE_NANOS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new VuInterrupted(e);
      }
    }
    throw new TestAborted(message);
  }

  @HostAccess.Export
  public int vuId() {
    afterInit("vu");
    return scope.vuId();
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

  /// Says that a member is missing.
  @HostAccess.Export
  public void missing(String member) {
    throw new ScriptFault("exec." + member + " is not available yet");
  }

  private Execution execution() {
    return scope.port(Execution.class);
  }

  private void afterInit(String object) {
    if (scope.phase() == ScriptPhase.INIT) {
      throw new ScriptFault(
          "exec." + object + " cannot be read in the init stage: read it in an exported function");
    }
  }

  private void inScenario() {
    if (scope.phase() != ScriptPhase.VU) {
      throw new ScriptFault("exec.scenario can be read in the function of a scenario only");
    }
  }
}
