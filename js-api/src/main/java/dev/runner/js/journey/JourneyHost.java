package dev.runner.js.journey;

import dev.runner.js.execution.Execution;
import dev.runner.js.execution.TestEnd;
import dev.runner.js.module.ScriptFault;
import dev.runner.js.module.ScriptPhase;
import dev.runner.js.module.ScriptServices;
import dev.runner.js.module.TestAborted;
import dev.runner.js.module.VuInterrupted;
import dev.runner.js.module.VuScope;
import dev.runner.sample.SampleSink;
import dev.runner.sample.Tags;
import java.nio.file.Path;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;

/// The Java half of `runner` for one virtual user. The script half has checked the types of
/// arguments.
public final class JourneyHost {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final VuScope scope;
  private final ScriptServices services;

  JourneyHost(VuScope scope, ScriptServices services) {
    this.scope = scope;
    this.services = services;
  }

  /// A step that code runs in.
  ///
  /// @param outer the step around it; empty if there is none
  /// @param thoughtNanos how long the virtual user had thought before
  public record Step(String outer, Tags tags, long startNanos, long thoughtNanos) {}

  /// Refuses a call that init code must not make.
  @HostAccess.Export
  public void live(String function) {
    if (scope.phase() == ScriptPhase.INIT) {
      throw new ScriptFault(
          function + " cannot be used in the init stage: call it in an exported function");
    }
  }

  /// Begins a step; samples carry its name until [#pause].
  @HostAccess.Export
  public Object begin(String name) {
    live("step()");
    String outer = scope.step();
    scope.step(name);
    return new Step(outer, scope.tags(), scope.nanoTime(), scope.thoughtNanos());
  }

  /// Ends the part of a step whose samples carry its name.
  @HostAccess.Export
  public void pause(Value begun) {
    Step step = begun.asHostObject();
    scope.step(step.outer());
  }

  /// Ends a step and records how long it took, think times left out.
  @HostAccess.Export
  public void end(Value begun, boolean failed) {
    Step step = begun.asHostObject();
    long now = scope.nanoTime();
    long nanos = now - step.startNanos() - (scope.thoughtNanos() - step.thoughtNanos());
    SampleSink sink = scope.samples();
    Tags tags = step.tags();
    sink.record(sink.series(scope.builtins().steps(), tags), 1, now);
    sink.record(sink.series(scope.builtins().stepDuration(), tags), nanos / NANOS_PER_MILLI, now);
    sink.record(sink.series(scope.builtins().stepFailed(), tags), failed ? 1 : 0, now);
  }

  /// Whether code that just threw was told to stop, which is not a failure of its step.
  @HostAccess.Export
  public boolean stopping() {
    return Thread.currentThread().isInterrupted();
  }

  /// Records a check.
  @HostAccess.Export
  public void check(String name, boolean passed) {
    Tags tags = scope.tags();
    if (scope.systemTag("check")) {
      tags = tags.with("check", name.replace("::", ":"));
    }
    SampleSink sink = scope.samples();
    sink.record(sink.series(scope.builtins().checks(), tags), passed ? 1 : 0, scope.nanoTime());
  }

  /// Says what an expectation found, to whoever reads debug lines.
  @HostAccess.Export
  public void explain(String text) {
    scope.log().debug(text);
  }

  /// Waits as a user would, in no one's latency; not for zero, less or NaN seconds.
  @HostAccess.Export
  public void think(double seconds) {
    live("thinkTime()");
    if (!(seconds > 0)) {
      return;
    }
    try {
      scope.think((long) (seconds * NANOS_PER_SECOND));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VuInterrupted(e);
    }
  }

  /// Ends the test as if all were done. Does not return, so that no further code of the script
  /// runs.
  @HostAccess.Export
  public void finish(String why) {
    scope.port(Execution.class).finish(why);
    TestEnd.await(scope);
    throw new TestAborted(why);
  }

  /// The rows of a CSV file for this virtual user.
  ///
  /// @param order `sequential`, `random` or `unique-per-vu`
  /// @param wrap whether to begin anew after the last row
  /// @param hasHeader whether the first line names the columns
  @HostAccess.Export
  public Object csv(String file, String order, boolean wrap, String delimiter, boolean hasHeader) {
    if (scope.phase() != ScriptPhase.INIT) {
      throw new ScriptFault("csv() can be used in the init stage only, outside of any function");
    }
    Path path = services.file(file);
    String key = "runner csv " + path + " " + delimiter + " " + hasHeader;
    CsvTable table =
        services.shared(key, () -> CsvTable.open(path, delimiter.charAt(0), hasHeader));
    return new CsvRows(scope, table, services, key, CsvRows.Order.of(order), wrap);
  }
}
