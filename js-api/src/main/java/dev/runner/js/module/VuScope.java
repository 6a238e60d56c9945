package dev.runner.js.module;

import dev.runner.log.Log;
import dev.runner.random.Seed;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleSink;
import dev.runner.sample.Tags;

/// The virtual user that a module's Java half belongs to. Used by that user's thread only.
public interface VuScope {
  /// The answer of [#intendedStartNanos()] where the start of iterations is not planned.
  long UNPLANNED = Long.MIN_VALUE;

  /// From 1; 0 for the first load of the script, setup, teardown and the summary.
  int vuId();

  ScriptPhase phase();

  /// Where samples go. Must not be used during [ScriptPhase#INIT].
  SampleSink samples();

  MetricRegistry metrics();

  BuiltinMetrics builtins();

  /// The tags of a sample recorded now: those of the test, the scenario and the virtual user, and
  /// `scenario` and `group` where these system tags are on. The same object as long as nothing
  /// changed, so that callers can cache by identity.
  Tags tags();

  /// The current group's path: empty at the root, `::a::b` below.
  String group();

  /// Sets the current group's path.
  void group(String path);

  /// The step that code runs in; empty outside of any.
  String step();

  /// Sets the step, which samples carry as the tag `step`.
  void step(String name);

  /// Whether samples carry that system tag, such as `url` or `status`.
  boolean systemTag(String name);

  /// Now on the run's monotonic clock, in nanoseconds.
  long nanoTime();

  /// When the running iteration was to start, on the run's monotonic clock, where starts are
  /// planned; [#UNPLANNED] elsewhere.
  default long intendedStartNanos() {
    return UNPLANNED;
  }

  /// Waits on the virtual user's thread; returns at once for zero or less.
  ///
  /// @throws InterruptedException if the iteration is to stop
  void sleep(long nanos) throws InterruptedException;

  /// Waits like [#sleep] as a user would who thinks: no duration counts that time.
  void think(long nanos) throws InterruptedException;

  /// How long the virtual user has thought so far.
  long thoughtNanos();

  /// Waits on a monitor whose lock the virtual user's thread holds, until another thread notifies
  /// it or the moment has come on the clock of [#nanoTime()]; it may also return without cause.
  ///
  /// @throws InterruptedException if the iteration is to stop
  void await(Object monitor, long untilNanos) throws InterruptedException;

  Log log();

  /// Where random numbers of the present phase come from: of its own for each virtual user and
  /// scenario, and the same in every run with the same option `seed`. Derive a child for each use,
  /// once for each scenario, and not before [ScriptPhase#VU] for what iterations draw.
  Seed seed();

  /// Whether the user gave the seed, so that a run is to be repeatable.
  boolean seeded();

  /// Whether failed requests and bad metric values throw (option `throw`).
  boolean throwsOnFailure();

  /// A service of the host, such as [dev.runner.transport.HttpSession], of which each virtual user
  /// has its own, or settings of a module.
  ///
  /// @throws IllegalStateException if the host does not offer it
  <T> T port(Class<T> type);
}
