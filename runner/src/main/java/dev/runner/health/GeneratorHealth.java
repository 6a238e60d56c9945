package dev.runner.health;

import dev.runner.clock.Clock;
import dev.runner.clock.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Measures how late the load generator's own threads run, and says so if that bends results.
///
/// Twenty times a second a platform thread notes how long after its moment it got a processor, as
/// the threads do that note when answers come; and how long a probe takes until it runs that is
/// started as virtual users are woken. Collections of garbage, other programs and virtual users
/// that compute for long all show in it.
///
/// [#doubt()] is for after [#close()].
public final class GeneratorHealth implements AutoCloseable {
  static final Duration PERIOD = Duration.ofMillis(50);

  private static final long PERIOD_NANOS = PERIOD.toNanos();

  /// Fewer, in five seconds, tell more of the start of the program than of the test.
  private static final long FEWEST_LOOKS = 100;

  private static final double LATE_MILLIS = 5;
  private static final double LATE_VU_MILLIS = 20;
  private static final long NOT_YET = Long.MIN_VALUE;

  private final Clock clock;
  private final Consumer<Runnable> starter;
  private final Supplier<Duration> processorTime;
  private final Lateness own = new Lateness(PERIOD_NANOS);
  private final Lateness vus = new Lateness(PERIOD_NANOS);
  private final long startNanos;
  private final Duration processorTimeBefore;
  private final Ticker ticker;
  private long due;
  private boolean probing;
  private long probedAt;
  private volatile long probeRan = NOT_YET;
  private double processors;

  private GeneratorHealth(
      Clock clock, Consumer<Runnable> starter, Supplier<Duration> processorTime) {
    this.clock = clock;
    this.starter = starter;
    this.processorTime = processorTime;
    processorTimeBefore = processorTime.get();
    startNanos = clock.nanoTime();
    due = startNanos + PERIOD_NANOS;
    ticker = new Ticker("runner-health", clock, startNanos, PERIOD_NANOS, this::look);
  }

  /// Begins to watch.
  ///
  /// @param starter has something run as virtual users run
  public static GeneratorHealth watch(Clock clock, Consumer<Runnable> starter) {
    return watch(
        clock,
        starter,
        () -> ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
  }

  /// @param processorTime what the process has used so far
  static GeneratorHealth watch(
      Clock clock, Consumer<Runnable> starter, Supplier<Duration> processorTime) {
    return new GeneratorHealth(clock, starter, processorTime);
  }

  private void look() {
    long now = clock.nanoTime();
    own.add(now - due, now);
    due = startNanos + ((now - startNanos) / PERIOD_NANOS + 1) * PERIOD_NANOS;
    long ran = probeRan;
    if (probing && ran == NOT_YET) {
      return;
    }
    if (probing) {
      vus.add(ran - probedAt, ran);
      probeRan = NOT_YET;
    }
    probing = true;
    probedAt = clock.nanoTime();
    starter.accept(() -> probeRan = clock.nanoTime());
  }

  @Override
  public void close() {
    ticker.close();
    long now = clock.nanoTime();
    if (probing) {
      long ran = probeRan;
      vus.add((ran == NOT_YET ? now : ran) - probedAt, now);
      probing = false;
    }
    long nanos = processorTime.get().minus(processorTimeBefore).toNanos();
    processors = now > startNanos ? (double) nanos / (now - startNanos) : 0;
  }

  /// What those who read the results should know, in one line; nothing if all ran in time.
  public Optional<String> doubt() {
    boolean late = own.p95() >= LATE_MILLIS || vus.p95() >= LATE_VU_MILLIS;
    if (own.count() < FEWEST_LOOKS || !late) {
      return Optional.empty();
    }
    return Optional.of(
        ("the load generator was saturated, so that times and rates are in part its own: it used"
                + " %.1f of %d processors; in 5 of 100 cases answers were noted %s late or more,"
                + " and virtual users went on %s late or more. Let this machine do less, or share"
                + " the test among several (--execution-segment)")
            .formatted(
                processors,
                Runtime.getRuntime().availableProcessors(),
                inWords(own.p95()),
                inWords(vus.p95())));
  }

  private static String inWords(double millis) {
    long whole = Math.round(millis);
    return whole < 1 ? "less than 1 ms" : whole + " ms";
  }
}
