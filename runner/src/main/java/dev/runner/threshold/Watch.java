package dev.runner.threshold;

import dev.runner.metrics.Values;
import dev.runner.sample.Metric;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How one threshold with windows or a duration fares while the test runs. Safe for use by many
/// threads.
final class Watch {
  /// How often it is looked at.
  static final Duration PERIOD = Duration.ofSeconds(1);

  private final Threshold threshold;
  private final SlidingWindow window;
  private long startNanos;
  private int looks;
  private int failures;
  private Duration held = Duration.ZERO;
  private Duration longest = Duration.ZERO;
  private double worst;
  private boolean worstHolds = true;

  Watch(Threshold threshold, Metric metric) {
    this(threshold, new SlidingWindow(metric.kind(), threshold.timing().over()));
  }

  private Watch(Threshold threshold, SlidingWindow window) {
    this.threshold = threshold;
    this.window = window;
  }

  /// How it would have fared in a test of which this was recorded.
  ///
  /// @param testNanos when the test began
  /// @param startNanos when its scenarios began
  /// @param endNanos when they ended
  /// @return none if the intervals do not add up to the windows
  static Optional<Watch> replayed(
      Threshold threshold,
      Metric metric,
      Recorded recorded,
      long testNanos,
      long startNanos,
      long endNanos) {
    long width = recorded.widthNanos();
    Duration over = threshold.timing().over();
    boolean windowed = threshold.timing().hasWindow();
    long slot = Math.max(SlidingWindow.slotNanos(over), width);
    boolean fits =
        windowed
            ? slot % width == 0
                && (slot == SlidingWindow.slotNanos(over) || over.toNanos() % slot == 0)
            : width <= PERIOD.toNanos();
    if (!fits) {
      return Optional.empty();
    }
    var watch = new Watch(threshold, new SlidingWindow(metric.kind(), over, slot));
    watch.replay(
        recorded,
        testNanos,
        Math.ceilDiv(startNanos, width) * width,
        endNanos + (windowed ? SlidingWindow.LATENESS.toNanos() : 0));
    return Optional.of(watch);
  }

  private void replay(Recorded recorded, long testNanos, long firstNanos, long lastNanos) {
    long width = recorded.widthNanos();
    start(firstNanos);
    int next = 0;
    for (long now = firstNanos + PERIOD.toNanos(); now <= lastNanos; now += PERIOD.toNanos()) {
      while (next < recorded.points().size() && recorded.firstNanos() + (next + 1) * width <= now) {
        count(recorded, next++);
      }
      look(now, Duration.ofNanos(now - testNanos));
    }
    while (next < recorded.points().size()) {
      count(recorded, next++);
    }
  }

  private void count(Recorded recorded, int point) {
    Values values = recorded.points().get(point);
    if (values != null) {
      window.add(values, recorded.firstNanos() + point * recorded.widthNanos());
    }
  }

  SlidingWindow window() {
    return window;
  }

  /// Begins; samples measured before count only where there are no windows.
  synchronized void start(long nowNanos) {
    startNanos = nowNanos;
    window.start(nowNanos);
  }

  /// Looks at the last windows, which wait for no more samples, after the last [#look].
  synchronized void catchUp(long lastNanos, Duration lastElapsed) {
    if (threshold.timing().hasWindow()) {
      for (Duration more = PERIOD;
          more.compareTo(SlidingWindow.LATENESS) <= 0;
          more = more.plus(PERIOD)) {
        look(lastNanos + more.toNanos(), lastElapsed.plus(more));
      }
    }
  }

  /// Looks once, to be called at each [#PERIOD].
  ///
  /// @param elapsed of the test
  synchronized void look(long nowNanos, Duration elapsed) {
    boolean windowed = threshold.timing().hasWindow();
    Values values = windowed ? window.latest(nowNanos) : window.all();
    if (values == null || elapsed.compareTo(threshold.delayAbortEval()) < 0) {
      return;
    }
    judge(values, windowed ? window.seconds() : (nowNanos - startNanos) / 1e9);
  }

  private void judge(Values values, double seconds) {
    if (values.samples() == 0 && !(values instanceof Values.Counter)) {
      // Where nothing was measured, nothing is too slow.
      return;
    }
    double observed = threshold.expression().aggregation().of(values, seconds);
    boolean holds = threshold.holdsFor(values, observed);
    looks++;
    if (holds) {
      held = held.plus(PERIOD);
      longest = held.compareTo(longest) > 0 ? held : longest;
    } else {
      failures++;
      held = Duration.ZERO;
    }
    if (looks == 1 || isWorse(observed, holds)) {
      worst = observed;
      worstHolds = holds;
    }
  }

  private boolean isWorse(double observed, boolean holds) {
    return switch (threshold.expression().operator()) {
      case LESS, LESS_OR_EQUAL -> observed > worst;
      case GREATER, GREATER_OR_EQUAL -> observed < worst;
      case EQUAL, NOT_EQUAL -> worstHolds && !holds;
    };
  }

  /// Whether it is clear by now that the threshold does not hold.
  synchronized boolean isLost() {
    return !threshold.timing().hasDuration() && failures > 0;
  }

  /// The judgement in the end. A test that was too short for a window is judged as a whole.
  ///
  /// @param elapsedSeconds of the test
  synchronized Outcome outcome(double elapsedSeconds) {
    if (looks == 0) {
      Values values = window.all();
      double observed = threshold.expression().aggregation().of(values, elapsedSeconds);
      boolean nothing = values.samples() == 0 && !(values instanceof Values.Counter);
      if (threshold.timing().hasDuration()) {
        return new Outcome(observed, false, Duration.ZERO);
      }
      return new Outcome(observed, nothing || threshold.holdsFor(values, observed), null);
    }
    if (threshold.timing().hasDuration()) {
      return new Outcome(worst, longest.compareTo(threshold.timing().during()) >= 0, longest);
    }
    return new Outcome(worst, failures == 0, null);
  }

  /// @param observed in the worst window
  /// @param held for how long in a row it held, where that matters
  record Outcome(double observed, boolean ok, @Nullable Duration held) {}
}
