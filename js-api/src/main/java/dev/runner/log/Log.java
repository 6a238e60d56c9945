package dev.runner.log;

import java.util.Map;

/// Takes log lines. Safe for use by many threads.
public interface Log {
  /// One line.
  ///
  /// @param fields further facts, in the order in which they are to be shown
  void log(LogLevel level, String message, Map<String, String> fields);

  /// Whether lines of that level are shown at all; ask before building a costly message.
  boolean shows(LogLevel level);

  default void debug(String message) {
    log(LogLevel.DEBUG, message, Map.of());
  }

  default void info(String message) {
    log(LogLevel.INFO, message, Map.of());
  }

  default void warn(String message) {
    log(LogLevel.WARNING, message, Map.of());
  }

  default void error(String message) {
    log(LogLevel.ERROR, message, Map.of());
  }
}
