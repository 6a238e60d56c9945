package dev.runner.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ConstantVusTest extends ExecutorContract {
  @Override
  ExecutorConfig twoVusForTwoSeconds(Duration gracefulStop) {
    return Executors.parse(
        Scenarios.scenario("constant-vus", gracefulStop, "{'vus':2,'duration':'2s'}"));
  }

  @Test
  @DisplayName("each virtual user starts its next iteration when the last has ended")
  void loop() throws InterruptedException {
    ExecutorConfig config = twoVusForTwoSeconds(Duration.ofSeconds(30));
    Executor executor = create(config);

    Executor.Result result = run(config, executor);

    assertThat(result).isEqualTo(new Executor.Result(40, 0, 0, 0));
    assertThat(vus.startsOf(1)).hasSize(20).startsWith(0L, 100 * MS, 200 * MS);
    assertThat(clock.nanoTime()).isEqualTo(2 * SECOND);
    assertThat(dropped).isEmpty();
    assertThat(executor.progress())
        .isEqualTo(
            new Executor.Progress(Executor.Phase.DONE, 1, 0, "2 VUs", "", 2 * SECOND, 2 * SECOND));
  }

  @Test
  @DisplayName("interrupted iterations do not make it incomplete")
  void interruptedIsDone() throws InterruptedException {
    ExecutorConfig config = twoVusForTwoSeconds(Duration.ZERO);
    Executor executor = create(config);
    vus.iterationNanos = 60 * SECOND;
    run(config, executor);
    assertThat(executor.progress().phase()).isEqualTo(Executor.Phase.DONE);
  }

  @Test
  @DisplayName("is described as k6 does")
  void describe() {
    assertThat(
            Executors.parse(
                    Scenarios.scenario(
                        "constant-vus", Duration.ofMillis(500), "{'vus':2,'duration':1000}"))
                .describe())
        .isEqualTo("2 looping VUs for 1s (gracefulStop: 500ms)");
  }
}
