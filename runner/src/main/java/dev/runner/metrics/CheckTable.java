package dev.runner.metrics;

import dev.runner.log.Log;
import dev.runner.metrics.GroupSnapshot.CheckSnapshot;
import dev.runner.sample.Metric;
import dev.runner.sample.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The groups of a script and the checks in them, in the order of first appearance. Safe for use by
/// many threads; the counts of a check belong to the aggregation lock.
///
/// Groups come from the `group` tag of `checks` and `group_duration` samples only: other samples of
/// setup and teardown carry `::setup` and `::teardown`, which are no groups of the script.
final class CheckTable {
  static final String OVERFLOW = "(checks beyond the limit)";

  private static final String SEPARATOR = "::";
  private static final int DEEPEST = 100;

  private final Log log;
  private final int limit;
  private final Node root = new Node("", "");
  private int groups;
  private int checks;
  private boolean warned;

  /// @param limit how many groups, and how many checks, are told apart
  CheckTable(Log log, int limit) {
    this.log = log;
    this.limit = limit;
  }

  /// Notes the group and the check of a series.
  ///
  /// @return what counts the check's passes and fails, or null if the series is no check
  @Nullable Aggregate meet(Metric metric, Tags tags) {
    boolean isCheck = metric.name().equals("checks");
    if (!isCheck && !metric.name().equals("group_duration")) {
      return null;
    }
    String path = tags.get("group");
    String check = isCheck ? tags.get("check") : null;
    synchronized (this) {
      Node group = path == null ? root : group(path);
      if (check == null) {
        return null;
      }
      return group == null ? overflow() : check(group, check);
    }
  }

  private Aggregate check(Node group, String name) {
    Aggregate.RateShare known = group.checks.get(name);
    if (known != null) {
      return known;
    }
    if (checks >= limit) {
      return overflow();
    }
    checks++;
    var made = new Aggregate.RateShare();
    group.checks.put(name, made);
    return made;
  }

  private Aggregate overflow() {
    warn();
    return root.checks.computeIfAbsent(OVERFLOW, _ -> new Aggregate.RateShare());
  }

  /// The group of that path, made with those above it if need be; null beyond the limit.
  private @Nullable Node group(String path) {
    String names = path.startsWith(SEPARATOR) ? path.substring(SEPARATOR.length()) : path;
    Node at = root;
    int depth = 0;
    while (!names.isEmpty()) {
      int end = names.indexOf(SEPARATOR);
      String name = end < 0 ? names : names.substring(0, end);
      names = end < 0 ? "" : names.substring(end + SEPARATOR.length());
      Node next = at.groups.get(name);
      if (next == null) {
        if (groups >= limit || depth >= DEEPEST) {
          warn();
          return null;
        }
        groups++;
        next = new Node(name, at.path + SEPARATOR + name);
        at.groups.put(name, next);
      }
      at = next;
      depth++;
    }
    return at;
  }

  private void warn() {
    if (!warned) {
      warned = true;
      log.warn(
          "more than "
              + limit
              + " different checks or groups: the rest is counted as '"
              + OVERFLOW
              + "'; use fixed names without ids or counters in them");
    }
  }

  /// A copy of the tree; the caller holds the aggregation lock.
  synchronized GroupSnapshot snapshot() {
    return root.snapshot();
  }

  private static final class Node {
    final String name;
    final String path;
    final Map<String, Node> groups = new LinkedHashMap<>();
    final Map<String, Aggregate.RateShare> checks = new LinkedHashMap<>();

    Node(String name, String path) {
      this.name = name;
      this.path = path;
    }

    GroupSnapshot snapshot() {
      List<CheckSnapshot> lines = new ArrayList<>(checks.size());
      checks.forEach(
          (check, share) -> {
            Values.Rate values = share.values();
            if (values.samples() > 0) {
              lines.add(
                  new CheckSnapshot(
                      check, path + SEPARATOR + check, values.nonZero(), values.zero()));
            }
          });
      List<GroupSnapshot> children = groups.values().stream().map(Node::snapshot).toList();
      return new GroupSnapshot(name, path, children, lines);
    }
  }
}
