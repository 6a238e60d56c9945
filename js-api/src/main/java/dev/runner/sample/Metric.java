package dev.runner.sample;

/// One named quantity that is measured. Two metrics are the same only if they are the same object:
/// a [MetricRegistry] makes each name once.
public final class Metric {
  private final String name;
  private final MetricKind kind;
  private final ValueUnit unit;
  private final int index;

  Metric(String name, MetricKind kind, ValueUnit unit, int index) {
    this.name = name;
    this.kind = kind;
    this.unit = unit;
    this.index = index;
  }

  /// The name in scripts, thresholds and results, such as `http_req_duration`.
  public String name() {
    return name;
  }

  public MetricKind kind() {
    return kind;
  }

  public ValueUnit unit() {
    return unit;
  }

  /// The position in its registry, from 0 without gaps, for arrays keyed by metric.
  public int index() {
    return index;
  }

  @Override
  public String toString() {
    return name;
  }
}
