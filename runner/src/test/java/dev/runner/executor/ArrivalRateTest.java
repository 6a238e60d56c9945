package dev.runner.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.pace.Arrivals;
import dev.runner.pace.RateCurve;
import dev.runner.pace.UniformArrivals;
import dev.runner.random.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ArrivalRateTest extends ExecutorContract {
  private static final Duration GRACEFUL = Duration.ofSeconds(30);

  @Override
  ExecutorConfig twoVusForTwoSeconds(Duration gracefulStop) {
    return constant(gracefulStop, "{'rate':1000,'duration':'2s','preAllocatedVUs':2}");
  }

  private static ExecutorConfig constant(Duration gracefulStop, String settings) {
    return Executors.parse(Scenarios.scenario("constant-arrival-rate", gracefulStop, settings));
  }

  private static ExecutorConfig ramping(String settings) {
    return Executors.parse(Scenarios.scenario("ramping-arrival-rate", GRACEFUL, settings));
  }

  private List<Long> starts() {
    return vus.started.stream().map(SimulatedVus.Started::atNanos).toList();
  }

  private long droppedTold() {
    return dropped.stream().mapToLong(Long::longValue).sum();
  }

  @Override
  @Test
  @DisplayName("no iteration starts after the end, and the run ends with the last of them")
  void end() throws InterruptedException {
    vus.iterationNanos = 900 * MS;

    Executor.Result result = run(twoVusForTwoSeconds(GRACEFUL));

    assertThat(result.completed()).isEqualTo(6);
    assertThat(result.interrupted()).isZero();
    assertThat(result.dropped()).isEqualTo(1_994);
    assertThat(starts().getLast()).isBetween(1_800 * MS, 2 * SECOND);
    assertThat(clock.nanoTime()).isEqualTo(starts().getLast() + 900 * MS);
  }

  private Executor.Result run(ExecutorConfig config) throws InterruptedException {
    Executor.Result result = run(config, create(config));
    assertThat(droppedTold()).isEqualTo(result.dropped());
    return result;
  }

  @Test
  @DisplayName("iterations start at the planned moments, whether earlier ones have ended or not")
  void planned() throws InterruptedException {
    vus = new SimulatedVus(clock, 3);
    vus.iterationNanos = 500 * MS;

    Executor.Result result =
        run(constant(GRACEFUL, "{'rate':5,'duration':'1s','preAllocatedVUs':3}"));

    assertThat(starts()).containsExactly(0L, 200 * MS, 400 * MS, 600 * MS, 800 * MS);
    assertThat(result).isEqualTo(new Executor.Result(5, 0, 0, 0));
    assertThat(warnings).isEmpty();
    assertThat(clock.nanoTime()).isEqualTo(1_300 * MS);
  }

  @Test
  @DisplayName("the virtual user that was idle for the shortest time goes first")
  void warm() throws InterruptedException {
    run(constant(GRACEFUL, "{'rate':5,'duration':'1s','preAllocatedVUs':2}"));
    assertThat(vus.started).extracting(SimulatedVus.Started::vu).containsOnly(2).hasSize(5);
  }

  @Test
  @DisplayName("a ramp starts iterations when the integral of its rate reaches whole numbers")
  void ramp() throws InterruptedException {
    Executor.Result result =
        run(
            ramping(
                "{'startRate':2,'stages':[{'duration':'2s','target':10}],'preAllocatedVUs':2}"));

    assertThat(result).isEqualTo(new Executor.Result(12, 0, 0, 0));
    assertThat(starts()).startsWith(366_025_404L, 618_033_989L);
    assertThat(starts()).contains(SECOND).endsWith(2 * SECOND);
  }

  @Test
  @DisplayName("where all are busy an iteration is dropped and another virtual user made")
  void growth() throws InterruptedException {
    vus = new SimulatedVus(clock, 3);
    vus.iterationNanos = 60 * SECOND;
    ExecutorConfig config =
        constant(Duration.ZERO, "{'rate':10,'duration':'1s','preAllocatedVUs':1,'maxVUs':3}");
    Executor executor = create(config);
    List<String> progress = new ArrayList<>();
    clock.schedule(50 * MS, () -> progress.add(executor.progress().vus()));
    clock.schedule(150 * MS, () -> progress.add(executor.progress().vus()));
    clock.schedule(950 * MS, () -> progress.add(executor.progress().vus()));

    Executor.Result result = run(config, executor);

    // At 100 and 300 ms one is being made; from 500 ms on there may be no more.
    assertThat(starts()).containsExactly(0L, 200 * MS, 400 * MS);
    assertThat(progress).containsExactly("1/1 VUs", "1/2 VUs", "3/3 VUs");
    assertThat(result).isEqualTo(new Executor.Result(0, 3, 7, 0));
    assertThat(dropped).hasSize(7).containsOnly(1L);
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("Insufficient VUs, reached 3 active VUs")
        .contains("raise maxVUs", "onSaturation: 'queue'");
  }

  @Test
  @DisplayName("a virtual user that is ready only after the end is given back")
  void lateGrowth() throws InterruptedException {
    vus.iterationNanos = 700 * MS;
    vus.makingNanos = 5 * SECOND;
    run(constant(GRACEFUL, "{'rate':10,'duration':'1s','preAllocatedVUs':1,'maxVUs':2}"));
    clock.sleepUntil(10 * SECOND);
    assertThat(vus.lent()).isZero();
  }

  @Test
  @DisplayName("queued iterations start as soon as a virtual user is free, and none is lost")
  void queue() throws InterruptedException {
    vus = new SimulatedVus(clock, 1);
    vus.iterationNanos = 250 * MS;

    Executor.Result result =
        run(
            constant(
                GRACEFUL, "{'rate':5,'duration':'1s','preAllocatedVUs':1,'onSaturation':'queue'}"));

    assertThat(result).isEqualTo(new Executor.Result(5, 0, 0, 0));
    assertThat(starts()).containsExactly(0L, 250 * MS, 500 * MS, 750 * MS, 1_000 * MS);
    assertThat(vus.planned).containsExactly(0L, 200 * MS, 400 * MS, 600 * MS, 800 * MS);
    assertThat(clock.nanoTime()).isEqualTo(1_250 * MS);
    assertThat(warnings).singleElement().asString().contains("iteration_start_lag");
  }

  @Test
  @DisplayName("what is queued when the graceful stop is over counts as dropped, and this is said")
  void queueGivenUp() throws InterruptedException {
    vus = new SimulatedVus(clock, 1);
    vus.iterationNanos = 400 * MS;
    ExecutorConfig config =
        constant(
            Duration.ofMillis(500),
            "{'rate':10,'duration':'1s','preAllocatedVUs':1,'onSaturation':'queue'}");
    Executor executor = create(config);
    List<Executor.Phase> phases = new ArrayList<>();
    clock.schedule(1_100 * MS, () -> phases.add(executor.progress().phase()));

    Executor.Result result = run(config, executor);

    assertThat(starts()).containsExactly(0L, 400 * MS, 800 * MS, 1_200 * MS);
    assertThat(result).isEqualTo(new Executor.Result(3, 1, 6, 0));
    assertThat(droppedTold()).isEqualTo(6);
    assertThat(phases).containsExactly(Executor.Phase.GRACEFUL_STOP);
    assertThat(warnings).last().asString().startsWith("6 iterations were still queued");
  }

  @Test
  @DisplayName("an abort ends the wait of queued iterations")
  void queueAborted() throws InterruptedException {
    vus = new SimulatedVus(clock, 1);
    vus.iterationNanos = 60 * SECOND;
    ExecutorConfig config =
        constant(
            GRACEFUL, "{'rate':10,'duration':'1s','preAllocatedVUs':1,'onSaturation':'queue'}");
    Executor executor = create(config);
    clock.schedule(700 * MS, executor::abort);

    Executor.Result result = run(config, executor);

    assertThat(clock.nanoTime()).isEqualTo(700 * MS);
    assertThat(result).isEqualTo(new Executor.Result(0, 1, 0, 0));
  }

  @Test
  @DisplayName(
      "starts that a stall of the machine delayed are made up for if they are not very late")
  void stall() throws InterruptedException {
    vus = new SimulatedVus(clock, 100);
    clock.schedule(1_001 * MS, () -> clock.stall(1_500 * MS));

    Executor.Result result =
        run(constant(GRACEFUL, "{'rate':10,'duration':'4s','preAllocatedVUs':100}"));

    // Due at 1.1 to 2.5 s, and looked at at 2.501 s.
    assertThat(result).isEqualTo(new Executor.Result(35, 0, 5, 0));
    assertThat(Collections.frequency(starts(), 2_501 * MS)).isEqualTo(10);
    assertThat(dropped).containsExactly(5L);
    assertThat(warnings).singleElement().asString().contains("stood still");
  }

  @Test
  @DisplayName("after a stall of the machine queued iterations all start")
  void stallQueued() throws InterruptedException {
    clock.schedule(1_001 * MS, () -> clock.stall(1_500 * MS));

    Executor.Result result =
        run(
            constant(
                GRACEFUL,
                "{'rate':10,'duration':'4s','preAllocatedVUs':2,'onSaturation':'queue'}"));

    assertThat(result).isEqualTo(new Executor.Result(40, 0, 0, 0));
  }

  @Test
  @DisplayName("another schedule can take over at any moment")
  void replaced() throws InterruptedException {
    ExecutorConfig config = constant(GRACEFUL, "{'rate':2,'duration':'3s','preAllocatedVUs':2}");
    var executor = (ArrivalRun) create(config);
    Arrivals faster = new UniformArrivals(RateCurve.constant(10, SECOND, 60 * SECOND), false);
    clock.schedule(1_200 * MS, () -> executor.follow(faster));
    List<String> rates = new ArrayList<>();
    clock.schedule(SECOND, () -> rates.add(executor.progress().iterations()));
    clock.schedule(2 * SECOND, () -> rates.add(executor.progress().iterations()));

    Executor.Result result = run(config, executor);

    assertThat(starts())
        .startsWith(0L, 500 * MS, SECOND, 1_300 * MS, 1_400 * MS)
        .endsWith(3 * SECOND);
    assertThat(result.completed()).isEqualTo(3 + 18);
    assertThat(rates).containsExactly("2.00 iters/s", "10.00 iters/s");
  }

  @Test
  @DisplayName("random arrivals start when their schedule says")
  void poisson() throws InterruptedException {
    vus = new SimulatedVus(clock, 50);
    var config =
        (ArrivalRate)
            constant(
                GRACEFUL, "{'rate':20,'duration':'5s','preAllocatedVUs':50,'arrivals':'poisson'}");
    List<Long> planned = new ArrayList<>();
    for (Arrivals.Cursor c = config.schedule(new Seed(1)).cursor(); c.advance(); ) {
      planned.add(c.atNanos());
    }

    run(config);

    assertThat(starts()).isEqualTo(planned).hasSizeBetween(50, 160);
  }

  @Test
  @DisplayName("only those that are allocated beforehand must be ready before the run")
  void demand() {
    ExecutorConfig config =
        constant(GRACEFUL, "{'rate':1,'duration':'1s','preAllocatedVUs':2,'maxVUs':7}");
    assertThat(config.initialDemand().peak()).isEqualTo(2);
    assertThat(config.demand().peak()).isEqualTo(7);
  }

  @Test
  @DisplayName("is described as k6 does")
  void describe() {
    assertThat(
            constant(GRACEFUL, "{'rate':5,'duration':'2s','preAllocatedVUs':2,'maxVUs':3}")
                .describe())
        .isEqualTo("5.00 iterations/s for 2s (maxVUs: 2-3, gracefulStop: 30s)");
    assertThat(
            ramping(
                    "{'startRate':300,'timeUnit':'1m','preAllocatedVUs':5,'stages':["
                        + "{'duration':'1s','target':600},{'duration':'1s','target':600},"
                        + "{'duration':'1s','target':0}]}")
                .describe())
        .isEqualTo("Up to 10.00 iterations/s for 3s over 3 stages (maxVUs: 5, gracefulStop: 30s)");
    assertThat(
            constant(
                    GRACEFUL,
                    "{'rate':5,'duration':'2s','preAllocatedVUs':2,'arrivals':'poisson',"
                        + "'onSaturation':'queue'}")
                .describe())
        .isEqualTo(
            "5.00 iterations/s for 2s (maxVUs: 2, arrivals: poisson, onSaturation: queue,"
                + " gracefulStop: 30s)");
  }

  private void change(Executor executor, Executor.Change change) {
    try {
      executor.change(change);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("a rate from outside takes the place of the planned one until it is taken back")
  void override() throws InterruptedException {
    ExecutorConfig config =
        constant(GRACEFUL, "{'rate':10,'timeUnit':'2s','duration':'4s','preAllocatedVUs':2}");
    Executor executor = create(config);
    List<String> notes = new ArrayList<>();
    clock.schedule(1_050 * MS, () -> change(executor, new Executor.Change.Rate(2)));
    clock.schedule(1_100 * MS, () -> notes.add(executor.controls().note()));
    clock.schedule(2_500 * MS, () -> change(executor, new Executor.Change.Rate(0)));
    clock.schedule(3_500 * MS, () -> change(executor, new Executor.Change.AsPlanned()));
    clock.schedule(3_700 * MS, () -> notes.add(executor.controls().note()));

    Executor.Result result = run(config, executor);

    assertThat(starts())
        .containsExactly(
            0L,
            200 * MS,
            400 * MS,
            600 * MS,
            800 * MS,
            1_000 * MS,
            1_050 * MS,
            2_050 * MS,
            3_600 * MS,
            3_800 * MS);
    assertThat(result).isEqualTo(new Executor.Result(10, 0, 0, 0));
    assertThat(notes).containsExactly("rate set to 1.00 iters/s", "");
  }

  @Test
  @DisplayName("rates from outside may be fractions, and must make sense")
  void overrideWithFraction() throws InterruptedException {
    ExecutorConfig config = constant(GRACEFUL, "{'rate':1,'duration':'5s','preAllocatedVUs':2}");
    Executor executor = create(config);
    change(executor, new Executor.Change.Rate(0.5));

    run(config, executor);

    assertThat(starts()).containsExactly(0L, 2 * SECOND, 4 * SECOND);
    assertThatThrownBy(() -> change(executor, new Executor.Change.Rate(1))).hasMessage("is over");
    Executor fresh = create(config);
    assertThatThrownBy(() -> change(fresh, new Executor.Change.Rate(-1)))
        .isInstanceOf(Executor.Refused.class);
    assertThatThrownBy(() -> change(fresh, new Executor.Change.Rate(2e9)))
        .isInstanceOf(Executor.Refused.class);
    assertThatThrownBy(() -> change(fresh, new Executor.Change.Pause(true)))
        .hasMessageContaining("doesn't support pause");
  }
}
