package dev.runner.threshold;

import dev.runner.metrics.Accumulator;
import dev.runner.metrics.MetricsEngine;
import dev.runner.metrics.Values;
import dev.runner.sample.MetricKind;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The samples of the last seconds, in a ring of slots. Safe for use by many threads.
///
/// A slot is one second long, or a sixtieth of a window longer than a minute.
final class SlidingWindow implements MetricsEngine.Observer {
  /// How much later than they were measured samples may come; windows end so long ago.
  static final Duration LATENESS = Duration.ofSeconds(2);

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int MOST_SLOTS = 60;

  private final MetricKind kind;
  private final long slotNanos;
  private final int slots;
  private final @Nullable Slot[] ring;
  private final Accumulator all;
  private long originNanos;

  private record Slot(long number, Accumulator samples) {}

  /// @param over the length of a window
  SlidingWindow(MetricKind kind, Duration over) {
    this(kind, over, slotNanos(over));
  }

  /// @param slotNanos the length of a slot
  SlidingWindow(MetricKind kind, Duration over, long slotNanos) {
    this.kind = kind;
    this.slotNanos = slotNanos;
    this.slots = (int) Math.max(1, Math.ceilDiv(over.toNanos(), slotNanos));
    // Room for the samples that come while older ones may still come.
    this.ring =
        new @Nullable Slot[slots + (int) Math.ceilDiv(2 * LATENESS.toNanos(), slotNanos) + 1];
    this.all = new Accumulator(kind);
  }

  /// How long the slots of windows of that length are.
  static long slotNanos(Duration over) {
    return Math.max(SECOND, Math.ceilDiv(over.toNanos(), MOST_SLOTS));
  }

  /// How long a window is.
  double seconds() {
    return slots * slotNanos / 1e9;
  }

  /// Begins with the first window; samples from before are in none.
  synchronized void start(long nowNanos) {
    originNanos = nowNanos;
    Arrays.fill(ring, null);
  }

  @Override
  public synchronized void add(double value, long timeNanos) {
    all.add(value, timeNanos);
    Accumulator samples = slotAt(timeNanos);
    if (samples != null) {
      samples.add(value, timeNanos);
    }
  }

  /// Counts samples of about the same time.
  synchronized void add(Values values, long timeNanos) {
    all.add(values);
    Accumulator samples = slotAt(timeNanos);
    if (samples != null) {
      samples.add(values);
    }
  }

  /// @return null if that time is long over
  private @Nullable Accumulator slotAt(long timeNanos) {
    long number = Math.floorDiv(timeNanos - originNanos, slotNanos);
    int place = Math.floorMod(number, ring.length);
    Slot slot = ring[place];
    if (slot == null || slot.number < number) {
      slot = new Slot(number, new Accumulator(kind));
      ring[place] = slot;
    }
    return slot.number == number ? slot.samples : null;
  }

  /// What the latest window came to whose samples have all arrived.
  ///
  /// @return null if that window is not over yet
  synchronized @Nullable Values latest(long nowNanos) {
    long end = Math.floorDiv(nowNanos - originNanos - LATENESS.toNanos(), slotNanos);
    long first = end - slots;
    if (first < 0) {
      return null;
    }
    var sum = new Accumulator(kind);
    for (long number = first; number < end; number++) {
      Slot slot = ring[Math.floorMod(number, ring.length)];
      if (slot != null && slot.number == number) {
        sum.add(slot.samples.values());
      }
    }
    return sum.values();
  }

  /// What all samples so far came to.
  synchronized Values all() {
    return all.values();
  }
}
