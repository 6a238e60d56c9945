package dev.runner.timeline;

import dev.runner.metrics.Accumulator;
import dev.runner.metrics.Values;
import dev.runner.sample.MetricKind;

/// What the samples of one track in one interval add up to. Not thread-safe.
interface Cell {
  void add(double value, long epochNanos);

  /// Counts what another cell of the same kind has.
  void add(Values values);

  Values values();

  static Cell of(MetricKind kind) {
    return kind == MetricKind.TREND ? new CoarseTrend() : new Sum(new Accumulator(kind));
  }

  /// Anything but a distribution.
  record Sum(Accumulator accumulator) implements Cell {
    @Override
    public void add(double value, long epochNanos) {
      accumulator.add(value, epochNanos);
    }

    @Override
    public void add(Values values) {
      accumulator.add(values);
    }

    @Override
    public Values values() {
      return accumulator.values();
    }
  }
}
