package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.script.ScriptError.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ScriptStoppingTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;
  private Scripts scripts;

  @BeforeEach
  void prepare() {
    scripts = new Scripts(folder);
  }

  @AfterEach
  void close() {
    scripts.close();
  }

  /// An iteration on a virtual thread of its own.
  private static final class Running {
    final CompletableFuture<ScriptError> error = new CompletableFuture<>();
    final Thread thread;

    Running(ScriptInstance instance) {
      thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      instance.iterate("default", 0);
                      error.complete(null);
                    } catch (ScriptError e) {
                      error.complete(e);
                    } catch (RuntimeException e) {
                      error.completeExceptionally(e);
                    }
                  });
    }

    ScriptError end() throws Exception {
      return error.get(20, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (;;) {}",
        "try { for (;;) {} } catch (e) { for (;;) {} } finally { console.log('finally') }",
        "for (;;) { try { console.debug('x') } catch (e) {} }",
      })
  @DisplayName("a runaway loop is interrupted, not even finally runs, and the instance lives on")
  void interruptLoop(String loop) throws Exception {
    ScriptInstance instance =
        scripts.open(
            "export default () => { console.log('on'); " + loop + " }; export function b() {}");
    scripts.scope.lines.clear();
    scripts.scope.showsDebug = false;
    var running = new Running(instance);
    while (scripts.scope.lines.isEmpty()) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(instance.interrupt(LIMIT)).isTrue();

    assertThat(running.end().kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(scripts.scope.lines).containsExactly("info on {source=console}");
    instance.iterate("b", 1);
  }

  @Test
  @DisplayName("more runaway scripts than processors are interrupted by as many platform threads")
  void interruptMany() throws Exception {
    Script script = scripts.load("export default () => { console.log('on'); for (;;) {} }");
    List<ScriptInstance> instances = new ArrayList<>();
    List<Running> all = new ArrayList<>();
    for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
      var scope = new TestScope();
      instances.add(Scripts.open(script, scope));
    }
    instances.forEach(instance -> all.add(new Running(instance)));
    List<Thread> stoppers = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      ScriptInstance instance = instances.get(i);
      Running running = all.get(i);
      // A script that has not started yet is not running: ask until it has ended.
      stoppers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!running.error.isDone()) {
                      instance.interrupt(LIMIT);
                      LockSupport.parkNanos(1_000_000);
                    }
                  }));
    }
    for (Thread stopper : stoppers) {
      stopper.join();
    }
    for (Running running : all) {
      assertThat(running.end().kind()).isEqualTo(Kind.INTERRUPTED);
    }
  }

  @Test
  @DisplayName("promise jobs of an interrupted iteration do not run in the next one")
  void leftOverJobs() throws Exception {
    ScriptInstance instance =
        scripts.open(
            """
            export default () => {
              Promise.resolve().then(() => console.log('left over'));
              console.log('on');
              for (;;) {}
            }
            export function next() { console.log('next') }
            """);
    var running = new Running(instance);
    while (scripts.scope.lines.isEmpty()) {
      LockSupport.parkNanos(1_000_000);
    }
    instance.interrupt(LIMIT);
    assertThat(running.end().kind()).isEqualTo(Kind.INTERRUPTED);
    instance.iterate("next", 1);
    assertThat(scripts.scope.lines)
        .containsExactly("info on {source=console}", "info next {source=console}");
  }

  @Test
  @DisplayName("a sleeping script ends when its thread is interrupted")
  void interruptSleep() throws Exception {
    ScriptInstance instance =
        scripts.open("import { sleep } from 'k6'; export default () => sleep(1000);");
    scripts.scope.sleepsForReal = true;
    var running = new Running(instance);
    scripts.scope.sleeping.await();
    running.thread.interrupt();
    assertThat(running.end().kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(scripts.scope.sleeps).containsExactly(1_000_000_000_000L);
  }

  @Test
  @DisplayName("a script that waits for a timer ends when its thread is interrupted")
  void interruptTimer() throws Exception {
    ScriptInstance instance =
        scripts.open(
            """
            export default () => setTimeout(() => console.log('late'), 1000000);
            export function next() {}
            """);
    scripts.scope.sleepsForReal = true;
    var running = new Running(instance);
    scripts.scope.sleeping.await();
    running.thread.interrupt();
    assertThat(running.end().kind()).isEqualTo(Kind.INTERRUPTED);
    instance.iterate("next", 1);
    assertThat(scripts.scope.lines)
        .containsExactly("warning 1 timers were cancelled because the iteration was interrupted");
  }

  @Test
  @DisplayName("closing ends a running script for good")
  void closeRunning() throws Exception {
    ScriptInstance instance =
        scripts.open("export default () => { console.log('on'); for (;;) {} }");
    var running = new Running(instance);
    while (scripts.scope.lines.isEmpty()) {
      LockSupport.parkNanos(1_000_000);
    }
    instance.close();
    assertThat(running.end().kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(new Running(instance).end().kind()).isEqualTo(Kind.INTERRUPTED);
  }
}
