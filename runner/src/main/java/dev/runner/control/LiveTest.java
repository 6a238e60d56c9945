package dev.runner.control;

import dev.runner.engine.ScenarioProgress;
import dev.runner.executor.Executor;
import dev.runner.metrics.Snapshot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A test run as seen from outside while it runs. Safe for use by many threads.
public interface LiveTest {
  Status status();

  /// How the test is doing.
  ///
  /// @param stage how far it is, from 0 to 9, by the numbers that k6 gives: 1 virtual users are
  ///   made, 4 paused before the start, 6 setup, 7 running, 8 teardown, 9 over
  /// @param vus virtual users at work
  /// @param maxVus virtual users made
  /// @param stopped whether it was told to stop
  /// @param running whether it has begun and is not over
  record Status(int stage, boolean paused, int vus, int maxVus, boolean stopped, boolean running) {}

  /// All numbers so far.
  Snapshot snapshot();

  /// For each metric or sub-metric with thresholds, whether one of them does not hold.
  Map<String, Boolean> crossed(Snapshot snapshot);

  List<ScenarioProgress> scenarios();

  /// Changes a scenario from now on.
  ///
  /// @throws Executor.Refused if that cannot be done
  void change(String scenario, Executor.Change change) throws InterruptedException;

  /// Pauses the test or lets it go on.
  ///
  /// @throws Executor.Refused if a scenario cannot be paused
  void pause(boolean paused) throws InterruptedException;

  /// Ends the test at once; teardown and summary follow.
  void stop();

  /// What `setup` returned, as JSON; null if nothing.
  @Nullable String setupData();

  /// Gives virtual users that begin with a scenario from now on other data.
  void setupData(@Nullable String json);

  /// Runs `setup` once more and keeps its answer.
  ///
  /// @throws Executor.Refused if it fails, or cannot run now
  void runSetup() throws InterruptedException;

  /// Runs `teardown` now.
  ///
  /// @throws Executor.Refused if it fails, or cannot run now
  void runTeardown() throws InterruptedException;
}
