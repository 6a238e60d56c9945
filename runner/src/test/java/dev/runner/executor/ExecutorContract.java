package dev.runner.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.clock.SimulatedClock;
import dev.runner.pace.VuStep;
import dev.runner.random.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What holds for every executor. A subclass gives a scenario of two virtual users that keeps both
/// busy for two seconds with iterations of 100 ms and longer.
abstract class ExecutorContract {
  static final long MS = 1_000_000L;
  static final long SECOND = 1_000 * MS;

  final SimulatedClock clock = new SimulatedClock();
  final List<Long> dropped = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  private final Executor.Listener listener =
      new Executor.Listener() {
        @Override
        public void dropped(long iterations) {
          dropped.add(iterations);
        }

        @Override
        public void warn(String message) {
          warnings.add(message);
        }
      };
  SimulatedVus vus = new SimulatedVus(clock, 2);

  abstract ExecutorConfig twoVusForTwoSeconds(Duration gracefulStop);

  Executor create(ExecutorConfig config) {
    return config.create(new Executor.Context(vus, clock, listener, new Seed(1)));
  }

  /// Runs it from now on and checks that it keeps to its demand and gives all back.
  Executor.Result run(ExecutorConfig config, Executor executor) throws InterruptedException {
    long start = clock.nanoTime();
    Executor.Result result = executor.run(start);
    assertThat(vus.lent()).as("virtual users not given back").isEqualTo(result.stuckVus());
    List<VuStep> demand = config.demand().steps();
    int step = -1;
    for (SimulatedVus.Started lent : vus.lentAt) {
      while (step + 1 < demand.size() && demand.get(step + 1).atNanos() <= lent.atNanos() - start) {
        step++;
      }
      assertThat(lent.vu()).isLessThanOrEqualTo(step < 0 ? 0 : demand.get(step).vus());
    }
    return result;
  }

  @Test
  @DisplayName("iterations that last too long are stopped at the end of the graceful stop")
  void gracefulStop() throws InterruptedException {
    ExecutorConfig config = twoVusForTwoSeconds(Duration.ofMillis(500));
    Executor executor = create(config);
    vus.iterationNanos = 60 * SECOND;
    List<Executor.Phase> phases = new ArrayList<>();
    phases.add(executor.progress().phase());
    clock.schedule(1 * SECOND, () -> phases.add(executor.progress().phase()));
    clock.schedule(2_100 * MS, () -> phases.add(executor.progress().phase()));

    Executor.Result result = run(config, executor);

    assertThat(vus.interruptedAt).containsExactly(2_500 * MS, 2_500 * MS);
    assertThat(clock.nanoTime()).isEqualTo(2_500 * MS);
    assertThat(result.completed()).isZero();
    assertThat(result.interrupted()).isEqualTo(2);
    assertThat(result.stuckVus()).isZero();
    assertThat(phases)
        .containsExactly(
            Executor.Phase.WAITING, Executor.Phase.RUNNING, Executor.Phase.GRACEFUL_STOP);
    assertThat(executor.counts()).isEqualTo(new Executor.Counts(0, 2, 0));
  }

  @Test
  @DisplayName("no iteration starts after the end, and the run ends with the last of them")
  void end() throws InterruptedException {
    ExecutorConfig config = twoVusForTwoSeconds(Duration.ofSeconds(30));
    vus.iterationNanos = 900 * MS;

    Executor.Result result = run(config, create(config));

    assertThat(vus.startsOf(1)).containsExactly(0L, 900 * MS, 1_800 * MS);
    assertThat(vus.startsOf(2)).containsExactly(0L, 900 * MS, 1_800 * MS);
    assertThat(clock.nanoTime()).isEqualTo(2_700 * MS);
    assertThat(result.completed()).isEqualTo(6);
    assertThat(result.interrupted()).isZero();
  }

  @Test
  @DisplayName("an abort stops everything at once, without a graceful stop")
  void abort() throws InterruptedException {
    ExecutorConfig config = twoVusForTwoSeconds(Duration.ofSeconds(30));
    Executor executor = create(config);
    vus.iterationNanos = 700 * MS;
    clock.schedule(1 * SECOND, executor::abort);

    Executor.Result result = run(config, executor);

    assertThat(clock.nanoTime()).isEqualTo(1 * SECOND);
    assertThat(result.completed()).isEqualTo(2);
    assertThat(result.interrupted()).isEqualTo(2);
    assertThat(executor.progress().phase()).isEqualTo(Executor.Phase.INCOMPLETE);
  }

  @Test
  @DisplayName("an abort during the graceful stop ends it")
  void abortDuringGracefulStop() throws InterruptedException {
    ExecutorConfig config = twoVusForTwoSeconds(Duration.ofSeconds(30));
    Executor executor = create(config);
    vus.iterationNanos = 60 * SECOND;
    clock.schedule(3 * SECOND, executor::abort);

    run(config, executor);

    assertThat(clock.nanoTime()).isEqualTo(3 * SECOND);
  }

  @Test
  @DisplayName("nothing starts after an abort")
  void abortBefore() throws InterruptedException {
    ExecutorConfig config = twoVusForTwoSeconds(Duration.ofSeconds(30));
    Executor executor = create(config);
    executor.abort();

    Executor.Result result = run(config, executor);

    assertThat(vus.started).isEmpty();
    assertThat(result.completed()).isZero();
    assertThat(clock.nanoTime()).isZero();
    assertThat(executor.progress().phase()).isEqualTo(Executor.Phase.INCOMPLETE);
  }

  @Test
  @DisplayName("a virtual user that cannot be stopped is reported and given up after a while")
  void stuck() throws InterruptedException {
    ExecutorConfig config = twoVusForTwoSeconds(Duration.ZERO);
    vus.iterationNanos = 3600 * SECOND;
    vus.stopNanos = 3600 * SECOND;

    Executor.Result result = run(config, create(config));

    assertThat(result.stuckVus()).isEqualTo(2);
    assertThat(clock.nanoTime()).isBetween(2 * SECOND, 15 * SECOND);
  }

  @Test
  @DisplayName("a virtual user that is slow to stop is waited for")
  void slowToStop() throws InterruptedException {
    ExecutorConfig config = twoVusForTwoSeconds(Duration.ZERO);
    vus.iterationNanos = 3600 * SECOND;
    vus.stopNanos = 3 * SECOND;

    Executor.Result result = run(config, create(config));

    assertThat(result.stuckVus()).isZero();
    assertThat(result.interrupted()).isEqualTo(2);
    assertThat(clock.nanoTime()).isEqualTo(5 * SECOND);
  }

  @Test
  @DisplayName("a lack of virtual users stops those that work and is passed on")
  void lack() {
    vus = new SimulatedVus(clock, 1);
    ExecutorConfig config = twoVusForTwoSeconds(Duration.ofSeconds(30));
    Executor executor = create(config);

    assertThatThrownBy(() -> executor.run(0)).isInstanceOf(IllegalStateException.class);
    assertThat(vus.lent()).isZero();
  }

  @Test
  @DisplayName("progress goes from 0 to 1 and the time stands still at the end")
  void progress() throws InterruptedException {
    ExecutorConfig config = twoVusForTwoSeconds(Duration.ofSeconds(30));
    Executor executor = create(config);
    List<Double> fractions = new ArrayList<>();
    fractions.add(executor.progress().fraction());
    for (int i = 1; i <= 20; i++) {
      clock.schedule(100 * MS * i, () -> fractions.add(executor.progress().fraction()));
    }
    clock.schedule(
        SECOND,
        () -> {
          assertThat(executor.progress().activeVus()).isEqualTo(2);
          assertThat(executor.progress().elapsedNanos()).isEqualTo(SECOND);
        });

    run(config, executor);

    assertThat(fractions).isSorted().allMatch(fraction -> fraction >= 0 && fraction <= 1);
    assertThat(fractions.getFirst()).isZero();
    assertThat(executor.progress().durationNanos()).isEqualTo(2 * SECOND);
    assertThat(executor.progress().activeVus()).isZero();
    long elapsed = executor.progress().elapsedNanos();
    clock.sleepUntil(100 * SECOND);
    assertThat(executor.progress().elapsedNanos()).isEqualTo(elapsed);
  }
}
