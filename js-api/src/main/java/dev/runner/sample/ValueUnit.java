package dev.runner.sample;

/// What a metric's values are.
public enum ValueUnit {
  /// Plain numbers.
  DEFAULT("default"),
  /// Durations in milliseconds, fractions allowed.
  TIME("time"),
  /// Bytes.
  DATA("data");

  private final String label;

  ValueUnit(String label) {
    this.label = label;
  }

  /// The word used in results, such as `time`.
  public String label() {
    return label;
  }
}
