package dev.runner.output.total;

import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.Tags;
import org.jspecify.annotations.Nullable;

/// What the samples of one series have added up to since the start.
public final class Total {
  private final Metric metric;
  private final Tags tags;
  private final double divisor;
  private final @Nullable TrendTotal trend;
  private long samples;
  private long nonZero;
  private double sum;
  private double last;
  private long lastNanos;
  private boolean changed;

  Total(Metric metric, Tags tags, double divisor, double[] bounds) {
    this.metric = metric;
    this.tags = tags;
    this.divisor = divisor;
    this.trend = metric.kind() == MetricKind.TREND ? new TrendTotal(bounds) : null;
  }

  void add(double value, long timeNanos) {
    if (trend != null) {
      trend.add(value / divisor);
    }
    if (samples == 0 || timeNanos - lastNanos >= 0) {
      last = value;
      lastNanos = timeNanos;
    }
    samples++;
    sum += value;
    if (value != 0) {
      nonZero++;
    }
    changed = true;
  }

  public Metric metric() {
    return metric;
  }

  /// As the output wants them.
  public Tags tags() {
    return tags;
  }

  /// How many samples there were.
  public long samples() {
    return samples;
  }

  /// How many of them were not zero.
  public long nonZero() {
    return nonZero;
  }

  /// Of a counter.
  public double sum() {
    return sum;
  }

  /// Of a gauge: the value measured last.
  public double last() {
    return last;
  }

  /// Of a trend.
  public TrendTotal trend() {
    if (trend == null) {
      throw new IllegalStateException(metric + " is no trend");
    }
    return trend;
  }

  /// Whether a sample came since this was asked last.
  public boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }
}
