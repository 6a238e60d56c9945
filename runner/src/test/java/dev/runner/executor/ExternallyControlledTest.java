package dev.runner.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.executor.Executor.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ExternallyControlledTest extends ExecutorContract {
  @Override
  ExecutorConfig twoVusForTwoSeconds(Duration gracefulStop) {
    return config(gracefulStop, "{'vus':2,'duration':'2s'}");
  }

  private static ExecutorConfig config(Duration gracefulStop, String settings) {
    return Executors.parse(Scenarios.scenario("externally-controlled", gracefulStop, settings));
  }

  private void at(long nanos, Executor executor, Change change) {
    clock.schedule(
        nanos,
        () -> {
          try {
            executor.change(change);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static Change.Vus vus(int number) {
    return new Change.Vus(OptionalInt.of(number), OptionalInt.empty());
  }

  @Test
  @DisplayName("its number of virtual users follows orders")
  void scales() throws InterruptedException {
    vus = new SimulatedVus(clock, 3);
    ExecutorConfig config = config(Duration.ZERO, "{'maxVUs':3,'duration':'2s'}");
    Executor executor = create(config);
    at(450 * MS, executor, vus(3));
    at(950 * MS, executor, vus(0));
    at(1_450 * MS, executor, vus(1));

    Executor.Result result = run(config, executor);

    assertThat(vus.startsOf(2)).containsExactly(450 * MS, 550 * MS, 650 * MS, 750 * MS, 850 * MS);
    assertThat(vus.startsOf(3)).isEqualTo(vus.startsOf(2));
    assertThat(vus.startsOf(1)).hasSize(16).doesNotContain(SECOND).endsWith(1_950 * MS);
    assertThat(result.interrupted()).isEqualTo(1);
    assertThat(result.completed()).isEqualTo(25);
  }

  @Test
  @DisplayName("a pause lets iterations finish and starts no more, a resume goes on")
  void pauses() throws InterruptedException {
    ExecutorConfig config = config(Duration.ofSeconds(30), "{'vus':2,'duration':'2s'}");
    Executor executor = create(config);
    vus.iterationNanos = 200 * MS;
    at(500 * MS, executor, new Change.Pause(true));
    List<Executor.Controls> seen = new ArrayList<>();
    clock.schedule(900 * MS, () -> seen.add(executor.controls()));
    clock.schedule(900 * MS, () -> assertThat(executor.counts().activeVus()).isZero());
    at(SECOND, executor, vus(1));
    at(1_500 * MS, executor, new Change.Pause(false));

    Executor.Result result = run(config, executor);

    assertThat(vus.startsOf(1))
        .containsExactly(0L, 200 * MS, 400 * MS, 1_500 * MS, 1_700 * MS, 1_900 * MS);
    assertThat(vus.startsOf(2)).containsExactly(0L, 200 * MS, 400 * MS);
    assertThat(result).isEqualTo(new Executor.Result(9, 0, 0, 0));
    assertThat(seen.getFirst().paused()).isTrue();
    assertThat(seen.getFirst().note()).isEqualTo("paused");
  }

  @Test
  @DisplayName("it can be changed before it starts, and not after its end")
  void beforeAndAfter() throws InterruptedException {
    vus = new SimulatedVus(clock, 4);
    ExecutorConfig config = config(Duration.ZERO, "{'vus':2,'maxVUs':4,'duration':'2s'}");
    Executor executor = create(config);
    executor.change(vus(4));

    run(config, executor);

    assertThat(vus.startsOf(4)).hasSize(20);
    assertThatThrownBy(() -> executor.change(vus(1)))
        .isInstanceOf(Executor.Refused.class)
        .hasMessage("is over");
  }

  @Test
  @DisplayName("numbers that make no sense are refused")
  void refuses() {
    Executor executor = create(config(Duration.ZERO, "{'vus':2,'maxVUs':4}"));
    assertThatThrownBy(() -> executor.change(vus(5))).hasMessageContaining("maxVUs is 4");
    assertThatThrownBy(() -> executor.change(vus(-1))).hasMessageContaining("fewer than 0");
    assertThatThrownBy(() -> executor.change(vus(2_000_000))).hasMessageContaining("more than");
    assertThatThrownBy(
            () -> executor.change(new Change.Vus(OptionalInt.empty(), OptionalInt.of(1))))
        .hasMessageContaining("cannot have 2 VUs, because its maxVUs is 1");
    assertThatThrownBy(() -> executor.change(new Change.Rate(5)))
        .isInstanceOf(Executor.Refused.class)
        .hasMessageContaining("has no rate");
    assertThat(executor.controls().vus()).hasValue(2);
  }

  @Test
  @DisplayName("without a duration it ends only when it is stopped")
  void endless() throws InterruptedException {
    ExecutorConfig config = config(Duration.ofSeconds(30), "{'vus':1}");
    assertThat(config.describe())
        .isEqualTo(
            "Externally controlled execution with 1 VUs, 1 max VUs, until it is stopped"
                + " (gracefulStop: 30s)");
    Executor executor = create(config);
    vus.iterationNanos = 3_600 * SECOND;
    clock.schedule(100 * 3_600 * SECOND, executor::abort);

    assertThat(run(config, executor).completed()).isBetween(99L, 100L);
  }
}
