package dev.runner.log;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Passes on so many debug lines a second of each kind at most, and says how many it left out. Safe
/// for use by many threads.
public final class LimitedLog {
  private static final long SECOND = 1_000_000_000L;

  /// What lines tell of.
  public enum Kind {
    REQUESTS,
    ITERATIONS,
    VUS;

    private String inWords() {
      return this == VUS ? "VUs" : name().toLowerCase(Locale.ROOT);
    }
  }

  private final Log log;
  private final int perSecond;
  private final Map<Kind, Integer> passed = new EnumMap<>(Kind.class);
  private final Map<Kind, Long> leftOut = new EnumMap<>(Kind.class);
  private long second = Long.MIN_VALUE;

  /// @param perSecond lines of each kind
  public LimitedLog(Log log, int perSecond) {
    this.log = log;
    this.perSecond = perSecond;
  }

  /// Whether there is room for one more line now, which is to follow by [#debug]; else counts it.
  ///
  /// @param nowNanos of the run's monotonic clock
  public synchronized boolean admits(Kind kind, long nowNanos) {
    long now = Math.floorDiv(nowNanos, SECOND);
    if (now != second) {
      tellLeftOut();
      second = now;
      passed.clear();
    }
    if (passed.merge(kind, 1, Integer::sum) <= perSecond) {
      return true;
    }
    leftOut.merge(kind, 1L, Long::sum);
    return false;
  }

  /// One line that was admitted.
  public void debug(String message, Map<String, String> fields) {
    log.log(LogLevel.DEBUG, message, fields);
  }

  /// Says what has been left out since it last said so.
  public synchronized void finish() {
    tellLeftOut();
  }

  private void tellLeftOut() {
    if (!leftOut.isEmpty()) {
      log.debug(
          leftOut.entrySet().stream()
              .map(entry -> entry.getValue() + " on " + entry.getKey().inWords())
              .collect(Collectors.joining(", ", "lines left out: ", "")));
      leftOut.clear();
    }
  }
}
