package dev.runner.js.core;

import dev.runner.js.module.ScriptFault;
import dev.runner.js.module.ScriptPhase;
import dev.runner.js.module.SeriesCache;
import dev.runner.js.module.TagArguments;
import dev.runner.js.module.VuInterrupted;
import dev.runner.js.module.VuScope;
import dev.runner.sample.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;

/// The Java half of `k6` for one virtual user. The script half has checked the types of arguments.
public final class CoreHost {
  /// Beyond so many different names, which only generated names reach, checks are looked up anew
  /// each time.
  private static final int NUMBERED_CHECKS = 1_000;

  private static final String SEPARATOR = "::";
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final VuScope scope;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final SeriesCache series;

  CoreHost(VuScope scope) {
    this.scope = scope;
    this.series =
        new SeriesCache(
            (place, tags) ->
                scope
                    .samples()
                    .series(scope.builtins().checks(), checkTags(tags, names.get(place))));
  }

  /// A group that code runs in.
  ///
  /// @param parent the path to return to
  /// @param thoughtNanos how long the virtual user had thought before
  public record Group(String parent, long startNanos, long thoughtNanos) {}

  /// Refuses a call that init code must not make.
  ///
  /// @return true, for the script half to remember
  @HostAccess.Export
  public boolean live(String function) {
    if (scope.phase() == ScriptPhase.INIT) {
      throw new ScriptFault(
          function + " cannot be used in the init stage: call it in an exported function");
    }
    return true;
  }

  /// The number of a check name, or -1 if there are too many to number.
  @HostAccess.Export
  public int checkNumber(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    refuseSeparator("check", name);
    if (names.size() == NUMBERED_CHECKS) {
      return -1;
    }
    names.add(name);
    numbers.put(name, names.size() - 1);
    return names.size() - 1;
  }

  /// Records a check with a number that passed. It has no other arguments to be fast.
  @HostAccess.Export
  public void passed(int number) {
    check(number, true);
  }

  /// Records a check with a number that failed.
  @HostAccess.Export
  public void failed(int number) {
    check(number, false);
  }

  private void check(int number, boolean passed) {
    scope.samples().record(series.get(number, scope.tags()), passed ? 1 : 0, scope.nanoTime());
  }

  /// Records a check that has tags of its own, or no number.
  ///
  /// @param tags an object, or anything else for none
  @HostAccess.Export
  public void taggedCheck(String name, boolean passed, Value tags) {
    Tags all = scope.tags();
    if (tags.hasMembers()) {
      all = all.with(TagArguments.read(tags));
    }
    scope
        .samples()
        .record(
            scope.samples().series(scope.builtins().checks(), checkTags(all, name)),
            passed ? 1 : 0,
            scope.nanoTime());
  }

  /// Whether code that just threw was told to stop, which is not a failure of what it checks.
  @HostAccess.Export
  public boolean stopping() {
    return Thread.currentThread().isInterrupted();
  }

  /// Begins a group below the current one.
  @HostAccess.Export
  public Object enter(String name) {
    refuseSeparator("group", name);
    var group = new Group(scope.group(), scope.nanoTime(), scope.thoughtNanos());
    if (!name.isEmpty()) {
      scope.group(group.parent() + SEPARATOR + name);
    }
    return group;
  }

  /// Ends a group and records how long it took.
  @HostAccess.Export
  public void leave(Value entered) {
    Group group = entered.asHostObject();
    long now = scope.nanoTime();
    long nanos = now - group.startNanos() - (scope.thoughtNanos() - group.thoughtNanos());
    var sink = scope.samples();
    sink.record(
        sink.series(scope.builtins().groupDuration(), scope.tags()), nanos / NANOS_PER_MILLI, now);
    scope.group(group.parent());
  }

  /// Waits; not for zero, less or NaN seconds.
  @HostAccess.Export
  public void sleep(double seconds) {
    if (!(seconds > 0)) {
      return;
    }
    try {
      scope.sleep((long) (seconds * NANOS_PER_SECOND));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VuInterrupted(e);
    }
  }

  /// Throws an error that the script half found a reason for.
  @HostAccess.Export
  @SuppressWarnings("DoNotCallSuggester")
  public void fault(String message) {
    throw new ScriptFault(message);
  }

  private Tags checkTags(Tags tags, String name) {
    return scope.systemTag("check") ? tags.with("check", name) : tags;
  }

  private static void refuseSeparator(String what, String name) {
    if (name.contains(SEPARATOR)) {
      throw new ScriptFault(
          "the " + what + " name '" + name + "' contains '::', which separates groups in results");
    }
  }
}
