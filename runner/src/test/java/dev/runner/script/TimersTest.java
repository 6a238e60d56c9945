package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimersTest {
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

  @Test
  @DisplayName("timers run in the order in which they fall due, promise jobs before them")
  void order() {
    assertThat(
            scripts.printed(
                """
                export default function () {
                  const ids = [
                    setTimeout((a, b) => console.log('b', a, b), 20, 1, 2),
                    setTimeout(() => {
                      console.log('a');
                      Promise.resolve().then(() => console.log('job'));
                    }, 10),
                    setTimeout(() => console.log('a2'), '10'),
                    setTimeout(() => console.log('now')),
                    setTimeout(() => console.log('never'), 5),
                  ];
                  clearTimeout(ids[4]);
                  clearTimeout(99);
                  clearTimeout();
                  Promise.resolve().then(() => console.log('first', ids.join()));
                }
                """))
        .containsExactly("first 1,2,3,4,5", "now", "a", "job", "a2", "b 1 2");
    assertThat(scripts.scope.sleeps).containsExactly(10_000_000L, 10_000_000L);
  }

  @Test
  @DisplayName("an interval repeats until it is cleared")
  void interval() {
    assertThat(
            scripts.printed(
                """
                export default function () {
                  let n = 0;
                  const id = setInterval(() => {
                    console.log(++n);
                    if (n === 3) clearTimeout(id);
                  }, 100);
                }
                """))
        .containsExactly("1", "2", "3");
    assertThat(scripts.scope.sleeps).containsExactly(100_000_000L, 100_000_000L, 100_000_000L);
  }

  @Test
  @DisplayName("a throwing callback fails the iteration and cancels the other timers")
  void throwing() {
    ScriptInstance instance =
        scripts.open(
            """
            export default function () {
              setTimeout(() => { throw new Error('in timer') }, 1);
              setTimeout(() => console.log('never'), 2);
            }
            export function next() {}
            """);
    assertThatThrownBy(() -> instance.iterate("default", 0))
        .isInstanceOf(ScriptError.class)
        .hasMessageStartingWith("Error: in timer\n\tat ");
    instance.iterate("next", 1);
    assertThat(scripts.scope.lines).singleElement().asString().startsWith("warning 1 timer");
  }

  @Test
  @DisplayName("a timer without a function is a TypeError")
  void noFunction() {
    assertThat(
            scripts.printed(
                """
                export default () => {
                  try { setTimeout('code', 1) } catch (e) { console.log(e instanceof TypeError) }
                }
                """))
        .containsExactly("true");
  }
}
