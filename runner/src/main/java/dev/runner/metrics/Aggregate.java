package dev.runner.metrics;

import dev.runner.sample.MetricKind;

/// What the samples of one metric, sub-metric or check have added up to so far. Not thread-safe:
/// touched only under the engine's aggregation lock.
sealed interface Aggregate
    permits Aggregate.CounterSum,
        Aggregate.GaugeState,
        Aggregate.RateShare,
        Aggregate.Shown,
        TrendAggregate {
  void add(double value, long timeNanos);

  /// An immutable copy.
  Values values();

  static Aggregate of(MetricKind kind) {
    return switch (kind) {
      case COUNTER -> new CounterSum();
      case GAUGE -> new GaugeState();
      case RATE -> new RateShare();
      case TREND -> new TrendAggregate();
    };
  }

  /// A sum.
  final class CounterSum implements Aggregate {
    private long samples;
    private double sum;

    @Override
    public void add(double value, long timeNanos) {
      samples++;
      sum += value;
    }

    @Override
    public Values.Counter values() {
      return new Values.Counter(samples, sum);
    }
  }

  /// The value measured last, which need not be the one that arrived last.
  final class GaugeState implements Aggregate {
    private long samples;
    private long lastNanos;
    private double last;
    private double min;
    private double max;

    @Override
    public void add(double value, long timeNanos) {
      if (samples == 0) {
        min = value;
        max = value;
      } else {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
      if (samples == 0 || timeNanos - lastNanos >= 0) {
        last = value;
        lastNanos = timeNanos;
      }
      samples++;
    }

    @Override
    public Values.Gauge values() {
      return new Values.Gauge(samples, last, min, max, lastNanos);
    }
  }

  /// The share of values that are not zero.
  final class RateShare implements Aggregate {
    private long samples;
    private long nonZero;

    @Override
    public void add(double value, long timeNanos) {
      samples++;
      if (value != 0) {
        nonZero++;
      }
    }

    @Override
    public Values.Rate values() {
      return new Values.Rate(samples, nonZero);
    }
  }

  /// Adds up elsewhere.
  record Shown(MetricsEngine.Observer observer) implements Aggregate {
    @Override
    public void add(double value, long timeNanos) {
      observer.add(value, timeNanos);
    }

    @Override
    public Values values() {
      throw new UnsupportedOperationException("whoever observes has the values");
    }
  }
}
