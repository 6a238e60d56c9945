package dev.runner.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ManualClockTest {
  @Test
  @DisplayName("a sleeper wakes when its moment has come and not before")
  void sleeper() throws InterruptedException {
    var clock = new ManualClock();
    Thread sleeper = Thread.startVirtualThread(() -> sleep(clock, 1_000));
    clock.awaitWaiters(1);
    clock.advance(Duration.ofNanos(999));
    clock.awaitWaiters(1);
    assertThat(sleeper.isAlive()).isTrue();
    clock.advance(Duration.ofNanos(1));
    assertThat(sleeper.join(Duration.ofSeconds(10))).isTrue();
  }

  private static void sleep(Clock clock, long untilNanos) {
    try {
      clock.sleepUntil(untilNanos);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
