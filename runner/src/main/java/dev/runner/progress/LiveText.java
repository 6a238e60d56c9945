package dev.runner.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Lays out the numbers of the last seconds in one line; what finds no room is left out.
final class LiveText {
  private static final String GAP = "   ";

  private LiveText() {}

  /// @param leftNanos until the test is over at the latest; negative if that is not known
  static String line(LiveNumbers numbers, long leftNanos, int width) {
    // The most important first; the order of showing is another.
    List<String> parts = new ArrayList<>();
    parts.add(String.format(Locale.ROOT, "%,.0f req/s", numbers.perSecond()));
    parts.add(String.format(Locale.ROOT, "%.2f%% failed", numbers.failedShare() * 100));
    parts.add("p95 " + time(numbers.p95()));
    if (leftNanos >= 0) {
      parts.add(TimeWords.elapsed(leftNanos, leftNanos) + " left");
    }
    parts.add("p99 " + time(numbers.p99()));
    parts.add("p50 " + time(numbers.p50()));
    parts.add(String.format(Locale.ROOT, "peak %,.0f req/s", numbers.peak()));
    var line = new StringBuilder();
    for (String part : parts) {
      int more = (line.isEmpty() ? 0 : GAP.length()) + part.length();
      if (line.length() + more <= width) {
        line.append(line.isEmpty() ? "" : GAP).append(part);
      }
    }
    return line.toString();
  }

  private static String time(double millis) {
    if (millis < 1) {
      return String.format(Locale.ROOT, "%.0fµs", millis * 1000);
    }
    return millis < 1000
        ? String.format(Locale.ROOT, millis < 10 ? "%.1fms" : "%.0fms", millis)
        : String.format(Locale.ROOT, "%.2fs", millis / 1000);
  }
}
