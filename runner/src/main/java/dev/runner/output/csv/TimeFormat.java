package dev.runner.output.csv;

import dev.runner.output.text.TextBytes;
import dev.runner.output.text.TimeText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How the column `timestamp` tells when a sample was measured.
enum TimeFormat {
  /// Seconds since 1970.
  UNIX,
  /// Milliseconds since 1970.
  UNIX_MILLI,
  /// Microseconds since 1970.
  UNIX_MICRO,
  /// Nanoseconds since 1970.
  UNIX_NANO,
  /// `2026-01-31T23:59:58Z`
  RFC3339,
  /// `2026-01-31T23:59:58.123456789Z`
  RFC3339_NANO;

  /// What users call it.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(TimeFormat::word).toList();
  }

  static TimeFormat ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  void append(TextBytes to, TimeText calendar, long epochNanos) {
    switch (this) {
      case UNIX -> to.integer(Math.floorDiv(epochNanos, 1_000_000_000L));
      case UNIX_MILLI -> to.integer(Math.floorDiv(epochNanos, 1_000_000L));
      case UNIX_MICRO -> to.integer(Math.floorDiv(epochNanos, 1_000L));
      case UNIX_NANO -> to.integer(epochNanos);
      case RFC3339 -> calendar.appendSeconds(to, epochNanos);
      case RFC3339_NANO -> calendar.append(to, epochNanos);
    }
  }
}
