package dev.runner.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PulseTest {
  private final Pulse pulse = new Pulse();

  private void second(int second, int requests, double millis, double failed) {
    for (int i = 0; i < requests; i++) {
      pulse.duration(millis, 0);
      pulse.failure(failed, 0);
    }
    assertThat(pulse.at(TimeUnit.SECONDS.toNanos(second) + 5)).isNotNull();
  }

  @Test
  @DisplayName("the rate is that of the last second, the rest of the last five, the peak of all")
  void numbers() {
    second(0, 0, 0, 0);
    assertThat(pulse.at(6)).isEmpty();
    second(1, 100, 1, 1);
    second(2, 20, 3, 0);
    assertThat(pulse.at(TimeUnit.SECONDS.toNanos(2) + 9))
        .hasValue(new Pulse.Numbers(20, 100, 100 / 120.0, 1, 3, 3));
    for (int second = 3; second <= 7; second++) {
      second(second, 10, 5, 0);
    }
    assertThat(pulse.at(TimeUnit.SECONDS.toNanos(7) + 9))
        .hasValue(new Pulse.Numbers(10, 100, 0, 5, 5, 5));
    assertThat(pulse.at(TimeUnit.SECONDS.toNanos(60)))
        .hasValue(new Pulse.Numbers(0, 100, 0, 0, 0, 0));
  }
}
