package dev.runner.metrics;

import dev.runner.sample.MetricKind;
import org.jspecify.annotations.Nullable;

/// Samples of one kind that add up, for outputs that count by themselves: over the whole run, or
/// since they last asked. Not thread-safe.
public final class Accumulator {
  private final MetricKind kind;
  private Aggregate aggregate;

  /// What was merged in from elsewhere.
  private @Nullable Values merged;

  public Accumulator(MetricKind kind) {
    this.kind = kind;
    this.aggregate = Aggregate.of(kind);
  }

  /// Counts one sample.
  ///
  /// @param timeNanos when it was measured, on the run's monotonic clock
  public void add(double value, long timeNanos) {
    aggregate.add(value, timeNanos);
  }

  /// Counts what others have added up.
  public void add(Values values) {
    merged = merged == null ? values : merged.merge(values);
  }

  /// What all samples so far add up to.
  public Values values() {
    return merged == null ? aggregate.values() : merged.merge(aggregate.values());
  }

  /// What the samples since the last call add up to; begins anew.
  public Values take() {
    Values taken = values();
    aggregate = Aggregate.of(kind);
    merged = null;
    return taken;
  }
}
