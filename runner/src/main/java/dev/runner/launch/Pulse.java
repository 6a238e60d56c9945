package dev.runner.launch;

import dev.runner.metrics.Accumulator;
import dev.runner.metrics.MetricsEngine;
import dev.runner.metrics.Values;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.MetricKind;
import dev.runner.sample.Tags;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// How requests went in the last few seconds, for those who watch. Safe for use by many threads.
///
/// Whatever arrives within one second belongs to that second, so that the numbers are there at
/// once; they are for the eye, and no verdict depends on them.
public final class Pulse {
  private static final long SECOND = 1_000_000_000L;
  private static final int KEPT = 5;

  private final Deque<Beat> beats = new ArrayDeque<>();
  private Accumulator durations = new Accumulator(MetricKind.TREND);
  private Accumulator failures = new Accumulator(MetricKind.RATE);
  private double peak;
  private long second = Long.MIN_VALUE;

  /// One second.
  private record Beat(Values durations, Values failures) {}

  Pulse() {}

  /// Watches the requests of a run. To be called before it.
  static Pulse of(MetricsEngine metrics, BuiltinMetrics builtins) {
    var pulse = new Pulse();
    metrics.observe(builtins.httpReqDuration().name(), Tags.EMPTY, pulse::duration);
    metrics.observe(builtins.httpReqFailed().name(), Tags.EMPTY, pulse::failure);
    return pulse;
  }

  synchronized void duration(double millis, long timeNanos) {
    durations.add(millis, timeNanos);
  }

  synchronized void failure(double failed, long timeNanos) {
    failures.add(failed, timeNanos);
  }

  /// The numbers of the last seconds; none before the first second with a request is over.
  ///
  /// @param nowNanos at least as late as at the last call
  public synchronized Optional<Numbers> at(long nowNanos) {
    long now = Math.floorDiv(nowNanos, SECOND);
    if (second == Long.MIN_VALUE) {
      second = now;
    }
    if (now > second) {
      Values taken = durations.take();
      beats.addLast(new Beat(taken, failures.take()));
      peak = Math.max(peak, (double) taken.samples() / (now - second));
      for (long empty = second + 1; empty < now && empty <= second + KEPT; empty++) {
        beats.addLast(new Beat(durations.values(), failures.values()));
      }
      while (beats.size() > KEPT) {
        beats.removeFirst();
      }
      second = now;
    }
    return peak == 0 ? Optional.empty() : Optional.of(numbers());
  }

  private Numbers numbers() {
    var times = new Accumulator(MetricKind.TREND);
    var failed = new Accumulator(MetricKind.RATE);
    for (Beat beat : beats) {
      times.add(beat.durations);
      failed.add(beat.failures);
    }
    var trend = (Values.Trend) times.values();
    return new Numbers(
        beats.getLast().durations.samples(),
        peak,
        ((Values.Rate) failed.values()).rate(),
        trend.percentile(50),
        trend.percentile(95),
        trend.percentile(99));
  }

  /// What was measured in the last seconds.
  ///
  /// @param perSecond requests in the last second
  /// @param peak the most requests a second so far
  /// @param failedShare of requests, from 0 to 1
  /// @param p50 half of the requests took no longer, in milliseconds; likewise the others
  public record Numbers(
      double perSecond, double peak, double failedShare, double p50, double p95, double p99) {}
}
