package dev.runner.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class VuDemandTest {
  private static final long SECOND = 1_000_000_000L;

  private static VuStep step(long atNanos, int vus) {
    return new VuStep(atNanos, vus);
  }

  @Test
  @DisplayName("a constant number is needed until the graceful period is over")
  void constant() {
    VuDemand demand = VuDemand.constant(3, 10 * SECOND, 5 * SECOND);
    assertThat(demand.steps()).containsExactly(step(0, 3), step(15 * SECOND, 0));
    assertThat(demand.peak()).isEqualTo(3);
    assertThat(demand.endNanos()).isEqualTo(15 * SECOND);
  }

  @Test
  @DisplayName("a released virtual user is needed for the graceful ramp-down")
  void rampDown() {
    var ramp = new VuRamp(2, List.of(new Stage(10 * SECOND, 0), new Stage(10 * SECOND, 0)));
    assertThat(VuDemand.of(ramp, 3 * SECOND, 0).steps())
        .containsExactly(step(0, 2), step(8 * SECOND, 1), step(13 * SECOND, 0));
  }

  @Test
  @DisplayName("without a graceful ramp-down the demand follows the ramp")
  void noGrace() {
    var ramp = new VuRamp(0, List.of(new Stage(4 * SECOND, 2), new Stage(4 * SECOND, 0)));
    assertThat(VuDemand.of(ramp, 0, 0).steps())
        .containsExactly(
            step(2 * SECOND, 1), step(4 * SECOND, 2), step(6 * SECOND, 1), step(8 * SECOND, 0));
  }

  @Test
  @DisplayName("a ramp that rises again takes the virtual users that still drain")
  void riseAgain() {
    var ramp =
        new VuRamp(
            4,
            List.of(
                new Stage(2 * SECOND, 4),
                new Stage(0, 1),
                new Stage(SECOND, 1),
                new Stage(0, 3),
                new Stage(10 * SECOND, 3)));
    assertThat(VuDemand.of(ramp, 5 * SECOND, SECOND).steps())
        .containsExactly(step(0, 4), step(7 * SECOND, 3), step(14 * SECOND, 0));
  }

  @Test
  @DisplayName("the graceful stop caps the graceful ramp-down")
  void capped() {
    var ramp = new VuRamp(2, List.of(new Stage(SECOND, 1)));
    assertThat(VuDemand.of(ramp, 3 * SECOND, SECOND / 2).steps())
        .containsExactly(step(0, 2), step(3 * SECOND / 2, 0));
  }

  @Test
  @DisplayName("a ramp of no length needs nothing")
  void empty() {
    VuDemand demand = VuDemand.of(new VuRamp(1, List.of(new Stage(0, 5))), SECOND, SECOND);
    assertThat(demand.steps()).isEmpty();
    assertThat(demand.peak()).isZero();
    assertThat(demand.endNanos()).isZero();
  }

  @Test
  @DisplayName("the peak of scenarios that follow each other is not their sum")
  void sequence() {
    VuDemand first = VuDemand.constant(10, 5 * SECOND, SECOND);
    VuDemand second = VuDemand.constant(7, 5 * SECOND, SECOND);
    assertThat(VuDemand.sum(List.of(first, second.delayedBy(6 * SECOND))).peak()).isEqualTo(10);
    assertThat(VuDemand.sum(List.of(first, second.delayedBy(6 * SECOND - 1))).peak()).isEqualTo(17);
    assertThat(VuDemand.sum(List.of(first, second)).steps())
        .containsExactly(step(0, 17), step(6 * SECOND, 0));
    assertThat(VuDemand.sum(List.of()).peak()).isZero();
  }

  @Test
  @DisplayName("steps out of order are refused")
  void order() {
    assertThatThrownBy(() -> new VuDemand(List.of(step(1, 1), step(1, 0))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("the largest of several demands is that of each moment")
  void max() {
    VuDemand max =
        VuDemand.max(
            List.of(
                new VuDemand(List.of(new VuStep(0, 3), new VuStep(10, 1), new VuStep(30, 0))),
                new VuDemand(List.of(new VuStep(5, 2), new VuStep(20, 4), new VuStep(25, 0)))));
    assertThat(max.steps())
        .containsExactly(
            new VuStep(0, 3),
            new VuStep(10, 2),
            new VuStep(20, 4),
            new VuStep(25, 1),
            new VuStep(30, 0));
    assertThat(VuDemand.max(List.of()).steps()).isEmpty();
  }

  @Test
  @DisplayName("a demand with an open beginning covers each beginning, and no more than needed")
  void delayedBetween() {
    var demand =
        new VuDemand(
            List.of(
                new VuStep(0, 1),
                new VuStep(4, 5),
                new VuStep(6, 2),
                new VuStep(9, 3),
                new VuStep(12, 0)));
    VuDemand envelope = demand.delayedBetween(10, 17);
    for (long t = 0; t < 50; t++) {
      int most = 0;
      for (long begin = 10; begin <= 17; begin++) {
        most = Math.max(most, at(demand.delayedBy(begin), t));
      }
      assertThat(at(envelope, t)).as("at %d", t).isEqualTo(most);
    }
    assertThat(demand.delayedBetween(7, 7)).isEqualTo(demand.delayedBy(7));
  }

  private static int at(VuDemand demand, long nanos) {
    int vus = 0;
    for (VuStep step : demand.steps()) {
      if (step.atNanos() <= nanos) {
        vus = step.vus();
      }
    }
    return vus;
  }
}
