package dev.runner.log;

import java.util.Arrays;
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
  private final int[] passed = new int[Kind.values().length];
  private final long[] leftOut = new long[passed.length];
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
      Arrays.fill(passed, 0);
    }
    if (passed[kind.ordinal()] < perSecond) {
      passed[kind.ordinal()]++;
      return true;
    }
    leftOut[kind.ordinal()]++;
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
    String words =
        Arrays.stream(Kind.values())
            .filter(kind -> leftOut[kind.ordinal()] > 0)
            .map(kind -> leftOut[kind.ordinal()] + " on " + kind.inWords())
            .collect(Collectors.joining(", "));
    if (!words.isEmpty()) {
      log.debug("lines left out: " + words);
      Arrays.fill(leftOut, 0);
    }
  }
}
