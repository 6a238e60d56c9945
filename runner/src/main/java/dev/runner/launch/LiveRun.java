package dev.runner.launch;

import dev.runner.control.LiveTest;
import dev.runner.engine.ScenarioProgress;
import dev.runner.executor.Executor;
import dev.runner.metrics.Snapshot;
import dev.runner.threshold.ThresholdResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A test run for those outside who look at it and change it while it runs.
final class LiveRun implements LiveTest {
  private final TestRun run;
  private final Wiring wiring;
  private final Runnable onStop;

  LiveRun(TestRun run, Wiring wiring, Runnable onStop) {
    this.run = run;
    this.wiring = wiring;
    this.onStop = onStop;
  }

  @Override
  public Status status() {
    RunPhase phase = run.phase();
    int stage =
        switch (phase) {
          case INIT, WARM_UP -> 1;
          case PAUSED -> 4;
          case SETUP -> 6;
          case RUNNING -> 7;
          case TEARDOWN -> 8;
          case ENDED -> 9;
        };
    boolean running =
        switch (phase) {
          case SETUP, RUNNING, TEARDOWN -> true;
          case INIT, WARM_UP, PAUSED, ENDED -> false;
        };
    boolean heldBack =
        switch (phase) {
          case INIT, WARM_UP, PAUSED, SETUP -> run.gate().isClosed();
          case RUNNING, TEARDOWN, ENDED -> false;
        };
    boolean paused =
        heldBack || (running && scenarios().stream().anyMatch(one -> one.controls().paused()));
    return new Status(
        stage, paused, run.state().activeVus(), run.initialisedVus(), run.isStopped(), running);
  }

  @Override
  public Snapshot snapshot() {
    return wiring.metrics().snapshot(run.elapsedNanos());
  }

  @Override
  public Map<String, Boolean> crossed(Snapshot snapshot) {
    Map<String, Boolean> crossed = new TreeMap<>();
    for (ThresholdResult result : wiring.thresholds().evaluate(snapshot).results()) {
      crossed.merge(result.fullName(), !result.ok(), Boolean::logicalOr);
    }
    return crossed;
  }

  @Override
  public List<ScenarioProgress> scenarios() {
    return run.state().progress();
  }

  @Override
  public void change(String scenario, Executor.Change change) throws InterruptedException {
    run.steering().change(scenario, change);
  }

  @Override
  public void pause(boolean paused) throws InterruptedException {
    switch (run.phase()) {
      // During setup, too, no scenario runs yet, whatever its executor: it is held back then.
      case INIT, WARM_UP, PAUSED, SETUP -> {
        if (paused) {
          run.gate().close();
        } else {
          run.gate().open();
        }
      }
      case RUNNING, TEARDOWN, ENDED -> {
        if (paused || status().paused()) {
          run.steering().pause(paused);
        }
      }
    }
  }

  @Override
  public void stop() {
    run.stopRemotely();
    onStop.run();
  }

  @Override
  public @Nullable String setupData() {
    return run.setupData();
  }

  @Override
  public void setupData(@Nullable String json) {
    run.setupData(json);
  }

  @Override
  public void runSetup() throws InterruptedException {
    run.repeatSetup();
  }

  @Override
  public void runTeardown() throws InterruptedException {
    run.repeatTeardown();
  }
}
