package dev.runner.report;

import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.GroupSnapshot.CheckSnapshot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks gathered from several groups: those of the same name count as one.
final class Checks {
  private final Map<String, CheckSnapshot> byName = new LinkedHashMap<>();

  /// All checks of a group and those below it.
  static Checks below(GroupSnapshot group) {
    var checks = new Checks();
    checks.collect(group);
    return checks;
  }

  /// Just these.
  static Checks of(Collection<CheckSnapshot> several) {
    var checks = new Checks();
    several.forEach(checks::add);
    return checks;
  }

  private void collect(GroupSnapshot group) {
    group.checks().forEach(this::add);
    group.groups().forEach(this::collect);
  }

  private void add(CheckSnapshot check) {
    byName.merge(
        check.name(),
        check,
        (a, b) ->
            new CheckSnapshot(a.name(), a.path(), a.passes() + b.passes(), a.fails() + b.fails()));
  }

  /// In the order of first appearance.
  List<CheckSnapshot> list() {
    return List.copyOf(byName.values());
  }
}
