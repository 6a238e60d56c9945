package dev.runner.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RampingVusTest extends ExecutorContract {
  @Override
  ExecutorConfig twoVusForTwoSeconds(Duration gracefulStop) {
    return config(2, gracefulStop, "30s", "{'duration':'2s','target':2}");
  }

  private static ExecutorConfig config(
      int startVus, Duration gracefulStop, String gracefulRampDown, String stages) {
    return Executors.parse(
        Scenarios.scenario(
            "ramping-vus",
            gracefulStop,
            "{'startVUs':%d,'gracefulRampDown':'%s','stages':[%s]}"
                .formatted(startVus, gracefulRampDown, stages)));
  }

  @Test
  @DisplayName("virtual users start when the line reaches their number")
  void up() throws InterruptedException {
    vus = new SimulatedVus(clock, 4);
    ExecutorConfig config =
        config(
            0,
            Duration.ofSeconds(30),
            "30s",
            "{'duration':'1s','target':4},{'duration':'1s','target':4}");
    Executor executor = create(config);
    List<Executor.Progress> seen = new ArrayList<>();
    clock.schedule(600 * MS, () -> seen.add(executor.progress()));

    Executor.Result result = run(config, executor);

    assertThat(vus.startsOf(1)).startsWith(250 * MS).hasSize(18);
    assertThat(vus.startsOf(2)).startsWith(500 * MS).hasSize(15);
    assertThat(vus.startsOf(3)).startsWith(750 * MS).hasSize(13);
    assertThat(vus.startsOf(4)).startsWith(SECOND).hasSize(10);
    assertThat(result).isEqualTo(new Executor.Result(56, 0, 0, 0));
    assertThat(seen)
        .containsExactly(
            new Executor.Progress(
                Executor.Phase.RUNNING, 0.3, 2, "2/4 VUs", "", 600 * MS, 2 * SECOND));
  }

  @Test
  @DisplayName("a released virtual user finishes its iteration and starts no other")
  void down() throws InterruptedException {
    ExecutorConfig config =
        config(2, Duration.ofSeconds(30), "30s", "{'duration':'1s','target':0}");
    vus.iterationNanos = 300 * MS;

    Executor.Result result = run(config, create(config));

    assertThat(vus.startsOf(1)).containsExactly(0L, 300 * MS, 600 * MS, 900 * MS);
    assertThat(vus.startsOf(2)).containsExactly(0L, 300 * MS);
    assertThat(result.completed()).isEqualTo(vus.started.size());
    assertThat(result.interrupted()).isZero();
    assertThat(clock.nanoTime()).isEqualTo(1200 * MS);
  }

  @Test
  @DisplayName("a released virtual user is interrupted after the graceful ramp-down")
  void gracefulRampDown() throws InterruptedException {
    ExecutorConfig config =
        config(
            2,
            Duration.ofSeconds(1),
            "500ms",
            "{'duration':'1s','target':2},{'duration':0,'target':1},{'duration':'4s','target':1}");
    vus.iterationNanos = 60 * SECOND;

    Executor.Result result = run(config, create(config));

    assertThat(vus.interruptedAt).containsExactly(1_500 * MS, 6 * SECOND);
    assertThat(result.interrupted()).isEqualTo(2);
  }

  @Test
  @DisplayName("the graceful stop caps the graceful ramp-down")
  void cap() throws InterruptedException {
    ExecutorConfig config = config(2, Duration.ofMillis(500), "3s", "{'duration':'1s','target':0}");
    vus.iterationNanos = 60 * SECOND;

    run(config, create(config));

    assertThat(vus.interruptedAt).allMatch(at -> at == 1_500 * MS);
    assertThat(clock.nanoTime()).isEqualTo(1_500 * MS);
  }

  @Test
  @DisplayName("a virtual user that still finishes goes on when the line rises again")
  void retained() throws InterruptedException {
    ExecutorConfig config =
        config(
            2,
            Duration.ZERO,
            "30s",
            """
            {'duration':'1s','target':2},{'duration':0,'target':1},{'duration':'1s','target':1},
            {'duration':0,'target':2},{'duration':'2s','target':2}""");
    vus.iterationNanos = 2_500 * MS;

    Executor.Result result = run(config, create(config));

    assertThat(vus.startsOf(1)).containsExactly(0L, 2_500 * MS);
    assertThat(vus.startsOf(2)).containsExactly(0L, 2_500 * MS);
    assertThat(result).isEqualTo(new Executor.Result(2, 2, 0, 0));
  }

  @Test
  @DisplayName("a virtual user that has finished is started again when the line rises again")
  void restarted() throws InterruptedException {
    ExecutorConfig config =
        config(
            2,
            Duration.ZERO,
            "30s",
            """
            {'duration':'1s','target':2},{'duration':0,'target':1},{'duration':'1s','target':1},
            {'duration':0,'target':2},{'duration':'1s','target':2}""");
    vus.iterationNanos = 400 * MS;

    run(config, create(config));

    assertThat(vus.startsOf(2))
        .containsExactly(0L, 400 * MS, 800 * MS, 2_000 * MS, 2_400 * MS, 2_800 * MS);
  }

  @Test
  @DisplayName("after the graceful ramp-down a virtual user is given back, and borrowed anew")
  void givenBack() throws InterruptedException {
    ExecutorConfig config =
        config(
            2,
            Duration.ZERO,
            "0s",
            """
            {'duration':'1s','target':2},{'duration':0,'target':0},{'duration':'1s','target':0},
            {'duration':0,'target':2},{'duration':'1s','target':2}""");
    Executor executor = create(config);
    vus.iterationNanos = 60 * SECOND;
    List<Integer> lent = new ArrayList<>();
    clock.schedule(1_500 * MS, () -> lent.add(vus.lent()));

    Executor.Result result = run(config, executor);

    assertThat(lent).containsExactly(0);
    assertThat(vus.started).hasSize(4);
    assertThat(result.interrupted()).isEqualTo(4);
  }

  @Test
  @DisplayName("a place whose virtual user is slow to stop is filled again as soon as it has")
  void slowToStopAndWantedAgain() throws InterruptedException {
    ExecutorConfig config =
        config(
            1,
            Duration.ZERO,
            "0s",
            """
            {'duration':'1s','target':1},{'duration':0,'target':0},{'duration':'1s','target':0},
            {'duration':0,'target':1},{'duration':'3s','target':1}""");
    vus = new SimulatedVus(clock, 1);
    vus.iterationNanos = 60 * SECOND;
    vus.stopNanos = 2 * SECOND;

    Executor.Result result = run(config, create(config));

    assertThat(vus.startsOf(1)).hasSize(2);
    assertThat(vus.startsOf(1).getLast()).isBetween(3 * SECOND, 3 * SECOND + 10 * MS);
    assertThat(result.interrupted()).isEqualTo(2);
  }

  @Test
  @DisplayName("ten thousand virtual users follow the line exactly")
  void many() throws InterruptedException {
    vus = new SimulatedVus(clock, 10_000);
    ExecutorConfig config =
        config(
            0,
            Duration.ofSeconds(30),
            "30s",
            "{'duration':'10s','target':10000},{'duration':'10s','target':0}");
    vus.iterationNanos = SECOND;

    Executor.Result result = run(config, create(config));

    assertThat(vus.startsOf(1)).startsWith(1 * MS);
    assertThat(vus.startsOf(9_000)).startsWith(9 * SECOND);
    assertThat(result.completed()).isEqualTo(vus.started.size());
    assertThat(clock.nanoTime()).isLessThanOrEqualTo(21 * SECOND);
  }

  @Test
  @DisplayName("a ramp without length runs nothing")
  void noLength() throws InterruptedException {
    ExecutorConfig config = config(1, Duration.ZERO, "30s", "{'duration':0,'target':5}");
    Executor executor = create(config);
    Executor.Result result = run(config, executor);
    assertThat(result).isEqualTo(new Executor.Result(0, 0, 0, 0));
    assertThat(config.maxVus()).isZero();
    assertThat(executor.progress().phase()).isEqualTo(Executor.Phase.DONE);
  }

  @Test
  @DisplayName("is described as k6 does")
  void describe() {
    ExecutorConfig config =
        config(
            0,
            Duration.ofSeconds(1),
            "200ms",
            """
            {'duration':'1s','target':4},{'duration':'1s','target':4},
            {'duration':'500ms','target':0}""");
    assertThat(config.describe())
        .isEqualTo(
            "Up to 4 looping VUs for 2.5s over 3 stages"
                + " (gracefulRampDown: 200ms, gracefulStop: 1s)");
    assertThat(config.maxVus()).isEqualTo(4);
  }

  @Test
  @DisplayName("a number from outside takes the place of the ramp until it is taken back")
  void override() throws InterruptedException {
    vus = new SimulatedVus(clock, 5);
    ExecutorConfig config =
        config(
            2, Duration.ZERO, "30s", "{'duration':'2s','target':2},{'duration':'1s','target':2}");
    Executor executor = create(config);
    List<String> notes = new ArrayList<>();
    clock.schedule(
        500 * MS, () -> change(executor, new Executor.Change.Vus(OptionalInt.of(5), none())));
    clock.schedule(600 * MS, () -> notes.add(executor.controls().note()));
    clock.schedule(1_000 * MS, () -> change(executor, new Executor.Change.AsPlanned()));
    clock.schedule(1_100 * MS, () -> notes.add(executor.controls().note()));

    executor.run(0);

    assertThat(notes).containsExactly("VUs set to 5", "");
    assertThat(vus.startsOf(1)).hasSize(30);
    assertThat(vus.startsOf(5)).startsWith(500 * MS).hasSizeBetween(5, 6);
    assertThat(vus.lent()).isZero();
  }

  private static OptionalInt none() {
    return OptionalInt.empty();
  }

  private static void change(Executor executor, Executor.Change change) {
    try {
      executor.change(change);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
