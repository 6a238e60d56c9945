package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runner.script.ScriptError.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptErrorsTest {
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

  private ScriptError failure(String text) {
    ScriptInstance instance = scripts.open(text);
    return catchThrowableOfType(ScriptError.class, () -> instance.iterate("default", 0));
  }

  private String url() {
    return folder.resolve("script.js").toUri().toString();
  }

  @Test
  @DisplayName("an exception shows its message and the functions of the script that it passed")
  void stack() {
    ScriptError error =
        failure(
            """
            import { group } from 'k6';
            function inner() {
              throw new RangeError('too far');
            }
            export default function () {
              group('g', () => inner());
            }
            """);
    assertThat(error.kind()).isEqualTo(Kind.EXCEPTION);
    assertThat(error)
        .hasMessage(
            """
            RangeError: too far
            \tat inner (%1$s:3:9)
            \tat %1$s:6:20
            \tat default (%1$s:6:3)"""
                .formatted(url()));
  }

  @Test
  @DisplayName("an error of a built-in module points to the call")
  void hostStack() {
    assertThat(failure("import { fail } from 'k6';\nexport default () => fail('no');"))
        .hasMessage("GoError: no\n\tat default (%s:2:22)".formatted(url()));
  }

  @Test
  @DisplayName("anything can be thrown")
  void thrownString() {
    assertThat(failure("export default () => { throw 'text' }"))
        .hasMessageStartingWith("text\n\tat default (");
  }

  @Test
  @DisplayName("an invalid JSON text is an exception with its place, not a syntax error")
  void jsonParse() {
    ScriptError error = failure("export default () => JSON.parse('{')");
    assertThat(error.kind()).isEqualTo(Kind.EXCEPTION);
    assertThat(error.getMessage()).startsWith("SyntaxError: ").contains(url() + ":1:22");
  }

  @Test
  @DisplayName("endless recursion is a RangeError that the script can catch")
  void recursion() {
    assertThat(
            scripts.printed(
                """
                function f() { return f() + 1 }
                export default () => {
                  try { f() } catch (e) { console.log(e instanceof RangeError) }
                }
                """))
        .containsExactly("true");
  }

  @Test
  @DisplayName("an iteration whose promise is rejected goes on, and the rejection is logged once")
  void rejection() {
    ScriptInstance instance =
        scripts.open("export default async () => { await 1; throw new Error('no') }");
    instance.iterate("default", 0);
    assertThat(scripts.scope.lines)
        .singleElement()
        .asString()
        .startsWith("error Uncaught (in promise) Error: no\n\tat default (" + url() + ":1:");
  }

  @Test
  @DisplayName("a rejection that is handled in time is not logged")
  void handledRejection() {
    assertThat(
            scripts.printed(
                """
                export default async () => {
                  const p = Promise.reject(new Error('no'));
                  p.catch(() => {});
                  try { await (async () => { throw 1 })() } catch { console.log('caught') }
                }
                """))
        .containsExactly("caught");
  }

  @Test
  @DisplayName("a rejection without an error shows its value")
  void rejectedValue() {
    assertThat(scripts.printed("export default () => { Promise.reject('plain') }"))
        .containsExactly("error Uncaught (in promise) plain");
  }
}
