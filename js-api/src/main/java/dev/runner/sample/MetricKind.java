package dev.runner.sample;

/// How a metric's samples combine.
public enum MetricKind {
  /// Samples add up.
  COUNTER("counter"),
  /// The last sample wins; the smallest and the largest are kept.
  GAUGE("gauge"),
  /// The share of samples that are not zero.
  RATE("rate"),
  /// A distribution: minimum, mean, percentiles, maximum.
  TREND("trend");

  private final String label;

  MetricKind(String label) {
    this.label = label;
  }

  /// The word used in results, such as `counter`.
  public String label() {
    return label;
  }
}
