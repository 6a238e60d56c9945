package dev.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.clock.ManualClock;
import dev.runner.clock.SystemClock;
import dev.runner.executor.Executor;
import dev.runner.executor.Executors;
import dev.runner.executor.Scenarios;
import dev.runner.executor.VuHandle;
import dev.runner.executor.VuSource;
import dev.runner.pace.Segment;
import dev.runner.pace.VuDemand;
import dev.runner.plan.ExecutionPlan;
import dev.runner.plan.ScenarioPlan;
import dev.runner.plan.Start;
import dev.runner.random.Seed;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class EngineTest {
  private static final long MS = 1_000_000L;
  private static final long SECOND = 1_000 * MS;

  private final AbortSignal abort = new AbortSignal();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final RunListener listener =
      new RunListener() {
        @Override
        public void started(ScenarioPlan scenario) {
          heard.add(scenario.name() + " started");
        }

        @Override
        public void dropped(ScenarioPlan scenario, long iterations) {
          heard.add(scenario.name() + " dropped " + iterations);
        }

        @Override
        public void ended(ScenarioPlan scenario, Executor.Result result) {
          heard.add(scenario.name() + " ended");
        }
      };

  private static ScenarioPlan scenario(
      String name, String executor, Duration startTime, String settings) {
    return new ScenarioPlan(
        Executors.parse(
            Scenarios.scenario(
                name, executor, startTime, Duration.ofSeconds(30), "default", settings)));
  }

  private static ExecutionPlan plan(ScenarioPlan... scenarios) {
    List<ScenarioPlan> all = Arrays.asList(scenarios);
    return new ExecutionPlan(
        all,
        VuDemand.sum(all.stream().map(ScenarioPlan::demand).toList()).peak(),
        Duration.ofMinutes(1),
        Segment.WHOLE);
  }

  @AfterEach
  void noThreadsStay() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("scenario-"));
  }

  @Test
  @DisplayName("a scenario starts at its start time, not before")
  void startTime() throws Exception {
    var clock = new ManualClock();
    var vus = new ThreadedVus(clock, 1, 0);
    ExecutionPlan plan =
        plan(
            scenario("a", "shared-iterations", Duration.ZERO, "{}"),
            scenario("b", "shared-iterations", Duration.ofSeconds(60), "{}"));
    var engine = new Engine(plan, _ -> vus, listener, abort, clock, new Seed(0));
    assertThat(engine.state().progress().get(1).startsInNanos()).isEqualTo(60 * SECOND);
    assertThat(engine.state().elapsedNanos()).isZero();

    CompletableFuture<EngineResult> run = CompletableFuture.supplyAsync(engine::run);
    while (!heard.contains("a ended")) {
      Thread.onSpinWait();
    }
    clock.awaitWaiters(1);
    clock.advance(Duration.ofSeconds(59));
    clock.awaitWaiters(1);
    ScenarioProgress waiting = engine.state().progress().get(1);
    assertThat(waiting.progress().phase()).isEqualTo(Executor.Phase.WAITING);
    assertThat(waiting.startsInNanos()).isEqualTo(SECOND);
    assertThat(engine.state().completed()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    EngineResult result = run.get(10, TimeUnit.SECONDS);

    assertThat(heard).containsExactly("a started", "a ended", "b started", "b ended");
    assertThat(result.reason()).isEqualTo(new StopReason.Finished());
    assertThat(result.completed()).isEqualTo(2);
    assertThat(result.durationNanos()).isEqualTo(60 * SECOND);
    assertThat(engine.state().progress())
        .extracting(p -> p.progress().phase())
        .containsOnly(Executor.Phase.DONE);
    assertThat(vus.idle()).isEqualTo(1);
  }

  @Test
  @DisplayName("a scenario after another starts when that is over, and its delay later")
  void startAfter() throws Exception {
    var clock = new ManualClock();
    var vus = new ThreadedVus(clock, 1, 0);
    ScenarioPlan first = scenario("a", "shared-iterations", Duration.ofSeconds(5), "{}");
    ScenarioPlan second = scenario("b", "shared-iterations", Duration.ofSeconds(60), "{}");
    Duration latest = Duration.ofMinutes(12);
    ExecutionPlan plan =
        plan(
            first,
            new ScenarioPlan(
                second.config(), new Start("a", Duration.ofSeconds(60), Duration.ZERO, latest)));
    var engine = new Engine(plan, _ -> vus, listener, abort, clock, new Seed(1));

    CompletableFuture<EngineResult> run = CompletableFuture.supplyAsync(engine::run);
    clock.awaitWaiters(2);
    assertThat(engine.state().progress().get(1).waitsFor()).isEqualTo("a");
    assertThat(engine.state().progress().get(1).startsInNanos()).isNegative();
    clock.advance(Duration.ofSeconds(5));
    while (engine.state().progress().get(1).startsInNanos() < 0) {
      Thread.onSpinWait();
    }
    assertThat(engine.state().progress().get(1).waitsFor()).isEmpty();
    assertThat(engine.state().progress().get(1).startsInNanos()).isEqualTo(60 * SECOND);
    clock.awaitWaiters(1);
    clock.advance(Duration.ofSeconds(60));
    EngineResult result = run.get(10, TimeUnit.SECONDS);

    assertThat(heard).containsExactly("a started", "a ended", "b started", "b ended");
    assertThat(result.durationNanos()).isEqualTo(65 * SECOND);
  }

  @Test
  @DisplayName("many threads share iterations exactly")
  void exactCount() {
    var clock = new SystemClock();
    var vus = new ThreadedVus(clock, 500, 0);
    ExecutionPlan plan =
        plan(
            scenario(
                "shared", "shared-iterations", Duration.ZERO, "{'vus':200,'iterations':20000}"),
            scenario("each", "per-vu-iterations", Duration.ZERO, "{'vus':300,'iterations':50}"));
    var engine = new Engine(plan, _ -> vus, listener, abort, clock, new Seed(0));

    EngineResult result = engine.run();

    assertThat(result.scenarios().get("shared").completed()).isEqualTo(20_000);
    assertThat(result.scenarios().get("each").completed()).isEqualTo(15_000);
    assertThat(vus.started).hasValue(35_000);
    assertThat(engine.state().completed()).isEqualTo(35_000);
    assertThat(engine.state().activeVus()).isZero();
    assertThat(engine.state().plannedVus()).isEqualTo(500);
    assertThat(vus.idle()).isEqualTo(500);
  }

  @Test
  @DisplayName("an abort stops running scenarios at once and keeps waiting ones from starting")
  void aborted() throws Exception {
    var clock = new SystemClock();
    var vus = new ThreadedVus(clock, 50, 3600 * SECOND);
    ExecutionPlan plan =
        plan(
            scenario("now", "constant-vus", Duration.ZERO, "{'vus':50,'duration':'1h'}"),
            scenario("later", "shared-iterations", Duration.ofHours(1), "{}"));
    var engine = new Engine(plan, _ -> vus, listener, abort, clock, new Seed(0));

    CompletableFuture<EngineResult> run = CompletableFuture.supplyAsync(engine::run);
    while (vus.started.get() < 50) {
      Thread.onSpinWait();
    }
    assertThat(engine.state().activeVus()).isEqualTo(50);
    assertThat(abort.raise(new StopReason.AbortedByScript("enough"))).isTrue();
    assertThat(abort.raise(new StopReason.Interrupted())).isFalse();
    EngineResult result = run.get(10, TimeUnit.SECONDS);

    assertThat(result.reason()).isEqualTo(new StopReason.AbortedByScript("enough"));
    assertThat(result.interrupted()).isEqualTo(50);
    assertThat(result.scenarios()).containsOnlyKeys("now");
    assertThat(heard).containsExactly("now started", "now ended");
    assertThat(engine.state().progress())
        .extracting(p -> p.progress().phase())
        .containsOnly(Executor.Phase.INCOMPLETE);
  }

  @Test
  @DisplayName("a run that is aborted before it begins starts nothing")
  void abortedBefore() {
    var clock = new SystemClock();
    var vus = new ThreadedVus(clock, 1, 0);
    abort.raise(new StopReason.ThresholdCrossed());
    var engine =
        new Engine(
            plan(scenario("a", "shared-iterations", Duration.ZERO, "{}")),
            _ -> vus,
            listener,
            abort,
            clock,
            new Seed(0));

    EngineResult result = engine.run();

    assertThat(result.reason()).isEqualTo(new StopReason.ThresholdCrossed());
    assertThat(vus.started).hasValue(0);
    assertThat(heard).isEmpty();
  }

  @Test
  @DisplayName("a broken scenario stops the others and is named as the reason")
  void broken() {
    var clock = new SystemClock();
    var vus = new ThreadedVus(clock, 1, 3600 * SECOND);
    var none =
        new VuSource() {
          @Override
          public VuHandle acquire() {
            throw new IllegalStateException("none left");
          }

          @Override
          public CompletableFuture<VuHandle> acquireLater() {
            return CompletableFuture.failedFuture(new IllegalStateException("none left"));
          }

          @Override
          public void release(VuHandle vu) {}
        };
    ExecutionPlan plan =
        plan(
            scenario("good", "constant-vus", Duration.ZERO, "{'duration':'1h'}"),
            scenario("bad", "constant-vus", Duration.ZERO, "{'duration':'1h'}"));
    var engine =
        new Engine(
            plan, s -> s.name().equals("good") ? vus : none, listener, abort, clock, new Seed(0));

    EngineResult result = engine.run();

    assertThat(result.reason())
        .isInstanceOfSatisfying(
            StopReason.Broken.class, reason -> assertThat(reason.cause()).hasMessage("none left"));
    assertThat(vus.idle()).isEqualTo(1);
  }

  @Test
  @DisplayName("interrupting the thread of the run stops it and leaves the thread interrupted")
  void interrupted() throws InterruptedException {
    var clock = new SystemClock();
    var vus = new ThreadedVus(clock, 1, 3600 * SECOND);
    var engine =
        new Engine(
            plan(scenario("a", "constant-vus", Duration.ZERO, "{'duration':'1h'}")),
            _ -> vus,
            listener,
            abort,
            clock,
            new Seed(0));
    var result = new AtomicReference<EngineResult>();
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  result.set(engine.run());
                  heard.add("interrupted: " + Thread.currentThread().isInterrupted());
                });
    while (vus.started.get() < 1) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join();

    assertThat(result.get().reason()).isEqualTo(new StopReason.Interrupted());
    assertThat(heard).contains("interrupted: true");
    assertThat(vus.idle()).isEqualTo(1);
  }

  @Test
  @DisplayName("iterations that never started are told, once")
  void dropped() {
    var clock = new SystemClock();
    var vus = new ThreadedVus(clock, 1, 700 * MS);
    var engine =
        new Engine(
            plan(
                scenario(
                    "a",
                    "shared-iterations",
                    Duration.ZERO,
                    "{'iterations':10,'maxDuration':'1s'}")),
            _ -> vus,
            listener,
            abort,
            clock,
            new Seed(0));

    EngineResult result = engine.run();

    assertThat(result.completed()).isEqualTo(2);
    assertThat(heard).containsExactly("a started", "a dropped 8", "a ended");
  }
}
