package dev.runner.progress;

import java.util.Locale;

/// Writes times for people.
final class TimeWords {
  private static final long TENTH = 100_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private TimeWords() {}

  /// A time to tenths of a second that is as wide as the longest one will be: `1.2s`, `02.4s`,
  /// `00m01.0s`, `0h00m01.0s`.
  static String elapsed(long nanos, long longestNanos) {
    long now = Math.max(0, nanos);
    long longest = Math.max(now, longestNanos);
    long tenths = now % MINUTE / TENTH;
    String seconds = tenths / 10 + "." + tenths % 10 + "s";
    if (longest < MINUTE) {
      return longest >= 10 * SECOND ? zeros(seconds, 5) : seconds;
    }
    long minutes = now / MINUTE;
    if (longest < HOUR) {
      return zeros(Long.toString(minutes), longest >= 10 * MINUTE ? 2 : 1)
          + "m"
          + zeros(seconds, 5);
    }
    return zeros(Long.toString(now / HOUR), Long.toString(longest / HOUR).length())
        + "h"
        + zeros(Long.toString(minutes % 60), 2)
        + "m"
        + zeros(seconds, 5);
  }

  private static String zeros(String digits, int width) {
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  /// A planned duration, as short as it can be: `500ms`, `3s`, `1.5s`, `10m0s`, `1h0m0s`.
  static String duration(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < SECOND) {
      return decimal(nanos / 1e6) + "ms";
    }
    String seconds = decimal(nanos % MINUTE / 1e9) + "s";
    if (nanos < MINUTE) {
      return seconds;
    }
    String minutes = nanos % HOUR / MINUTE + "m" + seconds;
    return nanos < HOUR ? minutes : nanos / HOUR + "h" + minutes;
  }

  /// With three decimals at most.
  private static String decimal(double value) {
    String text = String.format(Locale.ROOT, "%.3f", Math.floor(value * 1_000) / 1_000);
    return text.replaceFirst("\\.?0+$", "");
  }
}
