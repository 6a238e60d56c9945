package dev.runner.health;

import dev.runner.clock.Clock;
import dev.runner.clock.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Measures how late the load generator's own threads run, and says so if that bends results.
///
/// About twenty times a second it looks how long it takes until a thread comes to it that notes
/// when answers come, and from then until a virtual thread runs that it wakes as it wakes virtual
/// users. Collections of garbage, other programs, piled-up answers and virtual users that compute
/// for long all show in it.
///
/// [#doubt()] is for after [#close()].
public final class GeneratorHealth implements AutoCloseable {
  /// Of a length that programs do not have: what is in step with others always meets them in the
  /// same place, such as just after users that compute for 50 ms at a time.
  static final Duration PERIOD = Duration.ofMillis(47);

  private static final long PERIOD_NANOS = PERIOD.toNanos();

  /// Shorter runs tell more of the start of the program than of the test.
  private static final long SHORTEST_NANOS = Duration.ofSeconds(5).toNanos();

  private static final double LATE_MILLIS = 5;
  private static final double LATE_VU_MILLIS = 20;

  private final Clock clock;
  private final Consumer<Runnable> noting;
  private final Consumer<Runnable> going;
  private final Supplier<Duration> processorTime;
  private final Lateness own = new Lateness(PERIOD_NANOS);
  private final Lateness vus = new Lateness(PERIOD_NANOS);
  private final long startNanos;
  private final Duration processorTimeBefore;
  private final Ticker ticker;
  private final Probe noted = new Probe();
  private final Probe gone = new Probe();
  private long nextNanos;
  private long lastedNanos;
  private double processors;

  /// Something that is to run on another thread, again and again.
  private static final class Probe {
    private static final long NOT_YET = Long.MIN_VALUE;

    private long dueNanos;
    private volatile boolean under;
    private volatile long ranNanos = NOT_YET;

    void begin(long nanos) {
      dueNanos = nanos;
      under = true;
    }

    /// Adds how late it ran, if it has, so that it can begin again.
    void take(Lateness to) {
      long ran = ranNanos;
      if (ran != NOT_YET) {
        to.add(ran - dueNanos, ran);
        ranNanos = NOT_YET;
        under = false;
      }
    }

    /// Adds how late it is by now if it has not run at all.
    void end(Lateness to, long nowNanos) {
      take(to);
      if (under) {
        to.add(nowNanos - dueNanos, nowNanos);
      }
    }
  }

  private GeneratorHealth(
      Clock clock,
      Consumer<Runnable> noting,
      Consumer<Runnable> going,
      Supplier<Duration> processorTime) {
    this.clock = clock;
    this.noting = noting;
    this.going = going;
    this.processorTime = processorTime;
    processorTimeBefore = processorTime.get();
    startNanos = clock.nanoTime();
    nextNanos = startNanos + PERIOD_NANOS;
    ticker = new Ticker("runner-health", clock, startNanos, PERIOD_NANOS, this::look);
  }

  /// Begins to watch.
  ///
  /// @param noting has something run by a thread that notes when answers come
  /// @param going has something run as virtual users do
  public static GeneratorHealth watch(
      Clock clock, Consumer<Runnable> noting, Consumer<Runnable> going) {
    return watch(
        clock,
        noting,
        going,
        () -> ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
  }

  /// @param processorTime what the process has used so far
  static GeneratorHealth watch(
      Clock clock,
      Consumer<Runnable> noting,
      Consumer<Runnable> going,
      Supplier<Duration> processorTime) {
    return new GeneratorHealth(clock, noting, going, processorTime);
  }

  private void look() {
    long due = nextNanos;
    nextNanos = startNanos + ((clock.nanoTime() - startNanos) / PERIOD_NANOS + 1) * PERIOD_NANOS;
    noted.take(own);
    gone.take(vus);
    if (!noted.under) {
      noted.begin(due);
      noting.accept(this::note);
    }
  }

  private void note() {
    long now = clock.nanoTime();
    if (!gone.under) {
      gone.begin(now);
      going.accept(() -> gone.ranNanos = clock.nanoTime());
    }
    noted.ranNanos = now;
  }

  @Override
  public void close() {
    ticker.close();
    long now = clock.nanoTime();
    noted.end(own, now);
    gone.end(vus, now);
    lastedNanos = now - startNanos;
    Duration used = processorTime.get().minus(processorTimeBefore);
    processors = lastedNanos > 0 ? (double) used.toNanos() / lastedNanos : 0;
  }

  /// What those who read the results should know, in one line; nothing if all ran in time.
  public Optional<String> doubt() {
    boolean late = own.p95() >= LATE_MILLIS || vus.p95() >= LATE_VU_MILLIS;
    if (lastedNanos < SHORTEST_NANOS || !late) {
      return Optional.empty();
    }
    return Optional.of(
        ("the load generator did not keep up, so that times and rates are in part its own: it used"
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
