package dev.runner.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PerVuIterationsTest extends ExecutorContract {
  @Override
  ExecutorConfig twoVusForTwoSeconds(Duration gracefulStop) {
    return config(1_000, gracefulStop);
  }

  private static ExecutorConfig config(int iterations, Duration gracefulStop) {
    return Executors.parse(
        Scenarios.scenario(
            "per-vu-iterations",
            gracefulStop,
            "{'vus':2,'iterations':" + iterations + ",'maxDuration':'2s'}"));
  }

  @Test
  @DisplayName("each virtual user makes exactly its number")
  void exact() throws InterruptedException {
    ExecutorConfig config = config(10, Duration.ofSeconds(30));
    Executor executor = create(config);
    List<Executor.Progress> seen = new ArrayList<>();
    clock.schedule(150 * MS, () -> seen.add(executor.progress()));

    Executor.Result result = run(config, executor);

    assertThat(result).isEqualTo(new Executor.Result(20, 0, 0, 0));
    assertThat(vus.startsOf(1)).hasSize(10);
    assertThat(vus.startsOf(2)).hasSize(10);
    assertThat(clock.nanoTime()).isEqualTo(SECOND);
    assertThat(seen.getFirst().iterations()).isEqualTo("02/20 iters, 10 per VU");
    assertThat(seen.getFirst().fraction()).as("iterations are ahead of time").isEqualTo(0.1);
    assertThat(executor.progress().phase()).isEqualTo(Executor.Phase.DONE);
  }

  @Test
  @DisplayName("time counts for the progress where it is ahead of the iterations")
  void timeAhead() throws InterruptedException {
    ExecutorConfig config = config(10, Duration.ZERO);
    Executor executor = create(config);
    vus.iterationNanos = 60 * SECOND;
    List<Double> seen = new ArrayList<>();
    clock.schedule(SECOND, () -> seen.add(executor.progress().fraction()));
    run(config, executor);
    assertThat(seen).containsExactly(0.5);
  }

  @Test
  @DisplayName("what is neither completed nor interrupted counts as dropped")
  void dropped() throws InterruptedException {
    ExecutorConfig config = config(10, Duration.ofMillis(100));
    vus.iterationNanos = 1_500 * MS;

    Executor.Result result = run(config, create(config));

    assertThat(result).isEqualTo(new Executor.Result(2, 2, 16, 0));
    assertThat(dropped).containsExactly(16L);
  }

  @Test
  @DisplayName("is described as k6 does")
  void describe() {
    assertThat(
            Executors.parse(Scenarios.scenario("per-vu-iterations", Duration.ofSeconds(30), "{}"))
                .describe())
        .isEqualTo("1 iterations for each of 1 VUs (maxDuration: 10m0s, gracefulStop: 30s)");
  }
}
