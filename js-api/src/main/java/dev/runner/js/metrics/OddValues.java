package dev.runner.js.metrics;

import dev.runner.log.Log;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The values of a run that metrics cannot take, or with which they can do little: says so at the
/// first one of each metric, and how many there were in the end. Safe for use by many threads.
public final class OddValues {
  private final Log log;
  private final Map<String, Long> refused = new TreeMap<>();
  private final Map<String, Long> infinite = new TreeMap<>();

  public OddValues(Log log) {
    this.log = log;
  }

  /// A value that is no number and so not counted.
  ///
  /// @param message what to say at the first one
  void refused(String metric, String message) {
    if (isFirst(refused, metric)) {
      log.warn(message);
    }
  }

  /// An infinite value, which is counted.
  void infinite(String metric) {
    if (isFirst(infinite, metric)) {
      log.warn(
          "metric '"
              + metric
              + "' was given an infinite value, perhaps by a division by zero: its sum and average"
              + " say nothing from now on");
    }
  }

  private synchronized boolean isFirst(Map<String, Long> counts, String metric) {
    return counts.merge(metric, 1L, Long::sum) == 1;
  }

  /// Says how many there were, where there was more than one.
  public synchronized void finish() {
    tell("values that are no numbers were not added to metrics", refused);
    tell("infinite values were added to metrics", infinite);
  }

  private void tell(String what, Map<String, Long> counts) {
    if (counts.values().stream().anyMatch(count -> count > 1)) {
      log.warn(
          counts.entrySet().stream()
              .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
              .collect(Collectors.joining(", ", what + ": ", "")));
    }
    counts.clear();
  }
}
