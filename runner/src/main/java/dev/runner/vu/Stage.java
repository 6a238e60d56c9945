package dev.runner.vu;

import dev.runner.js.module.ScriptPhase;
import dev.runner.sample.SampleSink;
import dev.runner.sample.Tags;
import dev.runner.script.Script;
import dev.runner.script.ScriptError;
import dev.runner.script.ScriptInstance;
import dev.runner.transport.HttpSession;
import dev.runner.transport.HttpTransport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One run of `setup`, `teardown` or `handleSummary`: a virtual user 0 of its own, with a thread of
/// its own.
///
/// @param <T> what it answers
public final class Stage<T extends @Nullable Object> {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

  private final VuWorld world;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final Thread thread;
  private volatile @Nullable ScriptInstance instance;

  /// Loads the script and runs `body` on a new thread.
  ///
  /// @param rootGroup the group that samples carry
  public Stage(
      VuWorld world,
      Script script,
      Map<String, String> env,
      SampleSink samples,
      HttpTransport transport,
      ScriptPhase phase,
      String rootGroup,
      Function<ScriptInstance, T> body) {
    this.world = world;
    this.thread =
        world
            .threads()
            .start(
                "vu-0-" + phase,
                () -> work(script, env, samples, transport, phase, rootGroup, body));
  }

  private void work(
      Script script,
      Map<String, String> env,
      SampleSink samples,
      HttpTransport transport,
      ScriptPhase phase,
      String rootGroup,
      Function<ScriptInstance, T> body) {
    try (HttpSession session = transport.open(0)) {
      var context = new VuContext(world, 0, 0, samples, session);
      T answer;
      try (ScriptInstance mine = script.open(context, env)) {
        instance = mine;
        context.enter(phase, rootGroup);
        mine.seedRandom();
        answer = body.apply(mine);
      } finally {
        instance = null;
        recordTraffic(context, samples);
        samples.flush();
      }
      result.complete(answer);
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  private void recordTraffic(VuContext context, SampleSink samples) {
    HttpSession.Traffic traffic = context.session().drainTraffic();
    Tags tags = context.tags();
    long now = world.clock().nanoTime();
    samples.record(samples.series(world.builtins().dataSent(), tags), (double) traffic.sent(), now);
    samples.record(
        samples.series(world.builtins().dataReceived(), tags), (double) traffic.received(), now);
  }

  /// Waits for the answer.
  ///
  /// @throws ScriptError what the script threw; of kind `INTERRUPTED` after [#stop()]
  /// @throws TimeoutException if it took longer; the script is stopped then
  public T await(long timeoutNanos) throws InterruptedException, TimeoutException {
    try {
      return result.get(timeoutNanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      stop();
      throw e;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /// Stops the script in the middle. Any thread may call this, except a virtual one.
  public void stop() {
    ScriptInstance running = instance;
    if (running != null) {
      boolean _ = running.interrupt(STOP_LIMIT);
    }
    thread.interrupt();
  }
}
