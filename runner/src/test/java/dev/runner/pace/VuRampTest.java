package dev.runner.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class VuRampTest {
  private static final long MS = 1_000_000L;
  private static final long SECOND = 1_000 * MS;

  private static VuRamp ramp(int startVus, Stage... stages) {
    return new VuRamp(startVus, Arrays.asList(stages));
  }

  private static VuStep step(long atNanos, int vus) {
    return new VuStep(atNanos, vus);
  }

  @Test
  @DisplayName("going up, a virtual user starts when the line reaches its number")
  void up() {
    assertThat(ramp(0, new Stage(SECOND, 4)).steps())
        .containsExactly(
            step(0, 0), step(250 * MS, 1), step(500 * MS, 2), step(750 * MS, 3), step(SECOND, 4));
  }

  @Test
  @DisplayName("going down, a virtual user is released when the line reaches the number below")
  void down() {
    assertThat(ramp(4, new Stage(SECOND, 0)).steps())
        .containsExactly(
            step(0, 4), step(250 * MS, 3), step(500 * MS, 2), step(750 * MS, 1), step(SECOND, 0));
  }

  @Test
  @DisplayName("a start between two nanoseconds is at the later one")
  void rounding() {
    assertThat(ramp(0, new Stage(SECOND, 3)).steps())
        .containsExactly(step(0, 0), step(333_333_334, 1), step(666_666_667, 2), step(SECOND, 3));
  }

  @Test
  @DisplayName("a zero-length stage is a jump")
  void jump() {
    assertThat(ramp(1, new Stage(0, 5), new Stage(SECOND, 5), new Stage(0, 2)).steps())
        .containsExactly(step(0, 5), step(SECOND, 2));
  }

  @Test
  @DisplayName("a peak that a jump down follows at once is never reached")
  void peakBeforeJump() {
    VuRamp ramp = ramp(0, new Stage(SECOND, 2), new Stage(0, 0), new Stage(SECOND, 0));
    assertThat(ramp.steps()).containsExactly(step(0, 0), step(500 * MS, 1), step(SECOND, 0));
    assertThat(ramp.peak()).isEqualTo(2);
    assertThat(ramp.durationNanos()).isEqualTo(2 * SECOND);
  }

  @Test
  @DisplayName("of two jumps at the same moment the last counts")
  void twoJumps() {
    assertThat(ramp(5, new Stage(SECOND, 5), new Stage(0, 0), new Stage(0, 10)).steps())
        .containsExactly(step(0, 5), step(SECOND, 10));
  }

  @Test
  @DisplayName("a stage that holds the number has no steps")
  void hold() {
    assertThat(ramp(3, new Stage(SECOND, 3)).steps()).containsExactly(step(0, 3));
  }

  @Test
  @DisplayName("steps stay exact over months and many virtual users")
  void large() {
    long hundredDays = 100L * 24 * 3600 * SECOND;
    List<VuStep> steps = ramp(0, new Stage(hundredDays, 10_000)).steps();
    assertThat(steps).hasSize(10_001);
    for (int vu = 1; vu <= 10_000; vu++) {
      assertThat(steps.get(vu)).isEqualTo(step(864 * SECOND * vu, vu));
    }
  }

  @Test
  @DisplayName("negative values are refused")
  void negative() {
    assertThatThrownBy(() -> new Stage(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Stage(1, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ramp(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
