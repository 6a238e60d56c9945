package dev.runner.metrics;

import java.util.List;

/// One group of a script, in the order of first appearance.
///
/// @param name the last part of the path; empty for the root
/// @param path such as `::login::form`; empty for the root
public record GroupSnapshot(
    String name, String path, List<GroupSnapshot> groups, List<CheckSnapshot> checks) {
  public GroupSnapshot {
    groups = List.copyOf(groups);
    checks = List.copyOf(checks);
  }

  /// One check of a group.
  ///
  /// @param path the group's path and the name, such as `::login::status is 200`
  public record CheckSnapshot(String name, String path, long passes, long fails) {}
}
