package dev.runner.log;

/// How important a line is, from least to most.
public enum LogLevel {
  DEBUG("debug"),
  INFO("info"),
  WARNING("warning"),
  ERROR("error");

  private final String label;

  LogLevel(String label) {
    this.label = label;
  }

  /// The word in log lines, such as `warning`.
  public String label() {
    return label;
  }
}
