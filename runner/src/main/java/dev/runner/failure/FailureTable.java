package dev.runner.failure;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts errors by message and place. Safe for use by many threads; its memory is bounded,
/// whatever the script throws: texts are cut, and beyond a number of different messages only places
/// are told apart, and beyond a number of those nothing.
public final class FailureTable {
  static final int MESSAGES = 500;
  static final int PLACES = 200;
  static final int LONGEST_MESSAGE = 300;
  static final String MANY_MESSAGES = "(other messages)";

  private static final int TOP = 5;

  private final Map<Key, Count> counts = new HashMap<>();
  private int placesBeyond;
  private long errors;

  private record Key(String message, String place) {}

  private static final class Count {
    final Failure first;
    long count;

    Count(Failure first) {
      this.first = first;
    }
  }

  /// Counts one error.
  public void add(Failure failure) {
    String message = cut(failure.message());
    synchronized (this) {
      errors++;
      countOf(message, failure).count++;
    }
  }

  private Count countOf(String message, Failure failure) {
    var key = new Key(message, failure.place());
    Count known = counts.get(key);
    if (known != null) {
      return known;
    }
    if (counts.size() - placesBeyond < MESSAGES) {
      return put(key, failure);
    }
    var ofPlace = new Key(MANY_MESSAGES, failure.place());
    if (!counts.containsKey(ofPlace) && placesBeyond >= PLACES) {
      ofPlace = new Key(MANY_MESSAGES, "");
    }
    Count shared = counts.get(ofPlace);
    if (shared == null) {
      placesBeyond++;
      shared = put(ofPlace, failure);
    }
    return shared;
  }

  private Count put(Key key, Failure failure) {
    var count = new Count(failure);
    counts.put(key, count);
    return count;
  }

  private static String cut(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "…";
  }

  /// The errors so far.
  ///
  /// @param startNanos when the test began, on the run's monotonic clock
  public synchronized FailureReport report(long startNanos) {
    List<FailureReport.Line> top =
        counts.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<Key, Count> entry) -> -entry.getValue().count)
                    .thenComparingLong(entry -> entry.getValue().first.timeNanos()))
            .limit(TOP)
            .map(
                entry ->
                    new FailureReport.Line(
                        entry.getKey().message(),
                        entry.getKey().place(),
                        entry.getValue().count,
                        entry.getValue().first,
                        entry.getValue().first.timeNanos() - startNanos))
            .toList();
    return new FailureReport(errors, counts.size(), top);
  }
}
