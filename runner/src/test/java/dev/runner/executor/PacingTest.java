package dev.runner.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.clock.SimulatedClock;
import dev.runner.options.OptionsFault;
import dev.runner.pace.Pacing;
import dev.runner.random.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PacingTest {
  private static final long MS = 1_000_000L;

  private final SimulatedClock clock = new SimulatedClock();
  private final SimulatedVus vus = new SimulatedVus(clock, 1);

  private Executor.Result run(Pacing pacing, String executor, String settings)
      throws InterruptedException {
    return Executors.parse(Scenarios.scenario(executor, Duration.ofSeconds(1), settings))
        .create(
            new Executor.Context(
                vus, clock, _ -> {}, new Seed(1), new Executor.Pace(pacing, new Seed(5))))
        .run(0);
  }

  @Test
  @DisplayName(
      "a fixed pacing is counted from start to start, and a long iteration not made up for")
  void fixed() throws InterruptedException {
    long[] lasts = {100, 100, 1_250, 100, 100, 100};
    vus.lasts = _ -> lasts[Math.min(vus.started.size() - 1, 5)] * MS;

    Executor.Result result =
        run(new Pacing(500 * MS, 500 * MS), "constant-vus", "{'duration':'3s'}");

    assertThat(vus.startsOf(1)).containsExactly(0L, 500 * MS, 1_000 * MS, 2_250 * MS, 2_750 * MS);
    assertThat(clock.nanoTime()).isEqualTo(3_000 * MS);
    assertThat(result.completed()).isEqualTo(5);
    assertThat(result.interrupted()).isZero();
  }

  @Test
  @DisplayName("a pacing at random keeps between its limits and is the same for the same seed")
  void random() throws InterruptedException {
    run(new Pacing(200 * MS, 700 * MS), "constant-vus", "{'duration':'60s'}");

    List<Long> starts = vus.startsOf(1);
    List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < starts.size(); i++) {
      gaps.add(starts.get(i) - starts.get(i - 1));
    }
    assertThat(gaps).allMatch(gap -> gap >= 200 * MS && gap <= 700 * MS);
    assertThat(gaps.stream().distinct().count()).isGreaterThan(50);
    var again = new PacingTest();
    again.run(new Pacing(200 * MS, 700 * MS), "constant-vus", "{'duration':'60s'}");
    assertThat(again.vus.startsOf(1)).isEqualTo(starts);
  }

  @Test
  @DisplayName("after the last of a number of iterations nobody waits")
  void last() throws InterruptedException {
    Executor.Result result =
        run(new Pacing(500 * MS, 500 * MS), "per-vu-iterations", "{'iterations':3}");

    assertThat(result.completed()).isEqualTo(3);
    assertThat(clock.nanoTime()).isEqualTo(1_100 * MS);
  }

  @Test
  @DisplayName("arrivals have a rate and no pacing")
  void arrivals() {
    assertThatThrownBy(
            () ->
                Executors.parse(
                    Scenarios.paced(
                        new Pacing(MS, MS),
                        Scenarios.scenario(
                            "constant-arrival-rate",
                            Duration.ZERO,
                            "{'rate':1,'duration':'1s','preAllocatedVUs':1}"))))
        .isInstanceOf(OptionsFault.class)
        .hasMessageContaining("scenario 's': pacing cannot be used with constant-arrival-rate");
  }
}
