package dev.runner.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SharedIterationsTest extends ExecutorContract {
  @Override
  ExecutorConfig twoVusForTwoSeconds(Duration gracefulStop) {
    return config(1_000, gracefulStop);
  }

  private static ExecutorConfig config(int iterations, Duration gracefulStop) {
    return Executors.parse(
        Scenarios.scenario(
            "shared-iterations",
            gracefulStop,
            "{'vus':2,'iterations':" + iterations + ",'maxDuration':'2s'}"));
  }

  @Test
  @DisplayName("exactly the planned number runs, and the run ends with the last")
  void exact() throws InterruptedException {
    ExecutorConfig config = config(11, Duration.ofSeconds(30));
    Executor executor = create(config);
    List<String> words = new ArrayList<>();
    clock.schedule(250 * MS, () -> words.add(executor.progress().iterations()));

    Executor.Result result = run(config, executor);

    assertThat(result).isEqualTo(new Executor.Result(11, 0, 0, 0));
    assertThat(vus.started).hasSize(11);
    assertThat(clock.nanoTime()).isEqualTo(600 * MS);
    assertThat(words).containsExactly("04/11 shared iters");
    assertThat(executor.progress().phase()).isEqualTo(Executor.Phase.DONE);
    assertThat(executor.progress().iterations()).isEqualTo("11/11 shared iters");
    assertThat(dropped).isEmpty();
  }

  @Test
  @DisplayName("a fast virtual user takes what a slow one leaves")
  void onePile() throws InterruptedException {
    ExecutorConfig config = config(5, Duration.ofSeconds(30));
    vus.lasts = vu -> vu == 1 ? SECOND : 100 * MS;

    run(config, create(config));

    assertThat(vus.startsOf(1)).hasSize(1);
    assertThat(vus.startsOf(2)).containsExactly(0L, 100 * MS, 200 * MS, 300 * MS);
    assertThat(clock.nanoTime()).isEqualTo(SECOND);
  }

  @Test
  @DisplayName("iterations that never start are reported as dropped, once")
  void dropped() throws InterruptedException {
    ExecutorConfig config = config(10, Duration.ofSeconds(30));
    Executor executor = create(config);
    vus.iterationNanos = 1_500 * MS;

    Executor.Result result = run(config, executor);

    assertThat(result).isEqualTo(new Executor.Result(4, 0, 6, 0));
    assertThat(dropped).containsExactly(6L);
    assertThat(executor.progress().phase()).isEqualTo(Executor.Phase.INCOMPLETE);
    assertThat(executor.progress().fraction()).isEqualTo(0.4);
    assertThat(executor.progress().iterations()).isEqualTo("04/10 shared iters");
  }

  @Test
  @DisplayName("is described as k6 does")
  void describe() {
    assertThat(
            Executors.parse(
                    Scenarios.scenario(
                        "n",
                        "shared-iterations",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(3),
                        "other",
                        "{'vus':2,'iterations':10,'maxDuration':'1s'}"))
                .describe())
        .isEqualTo(
            "10 iterations shared among 2 VUs"
                + " (maxDuration: 1s, exec: other, startTime: 5s, gracefulStop: 3s)");
  }
}
