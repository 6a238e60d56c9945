package dev.runner.log;

import java.util.Map;

/// Passes on so many debug lines a second at most, and says how many it left out. Safe for use by
/// many threads.
public final class LimitedLog {
  private static final long SECOND = 1_000_000_000L;

  private final Log log;
  private final int perSecond;
  private long second = Long.MIN_VALUE;
  private int passed;
  private long leftOut;

  public LimitedLog(Log log, int perSecond) {
    this.log = log;
    this.perSecond = perSecond;
  }

  /// Whether there is room for one more line now, which is to follow by [#debug]; else counts it.
  ///
  /// @param nowNanos of the run's monotonic clock
  public synchronized boolean admits(long nowNanos) {
    long now = Math.floorDiv(nowNanos, SECOND);
    if (now != second) {
      tellLeftOut();
      second = now;
      passed = 0;
    }
    if (passed < perSecond) {
      passed++;
      return true;
    }
    leftOut++;
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
    if (leftOut > 0) {
      log.debug(leftOut + " lines on requests were left out");
      leftOut = 0;
    }
  }
}
