package dev.runner.health;

import dev.runner.metrics.Accumulator;
import dev.runner.metrics.Values;
import dev.runner.sample.MetricKind;

/// How late something ran that was to run at regular moments. Not thread-safe.
///
/// While it is late, moments pass at which it would have been late as well; they are counted, as
/// Gil Tene's "coordinated omission" demands, or one long stall would hide among many short ones.
final class Lateness {
  private static final double NANOS_PER_MILLI = 1e6;

  private final long periodNanos;
  private final Accumulator millis = new Accumulator(MetricKind.TREND);

  Lateness(long periodNanos) {
    this.periodNanos = periodNanos;
  }

  void add(long lateNanos, long nowNanos) {
    long left = Math.max(0, lateNanos);
    do {
      millis.add(left / NANOS_PER_MILLI, nowNanos);
      left -= periodNanos;
    } while (left > 0);
  }

  /// 95 of 100 times it was no later than this, in milliseconds; 0 if it never was to run.
  double p95() {
    return millis.values() instanceof Values.Trend trend && trend.samples() > 0
        ? trend.percentile(95)
        : 0;
  }
}
