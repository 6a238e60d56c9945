package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTest {
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a %d', 1, true|a %d 1 true",
        "undefined, null|undefined null",
        "{ a: [1, { b: 2 }], s: 'x' }|{ a: [ 1, { b: 2 } ], s: \"x\" }",
        "{ 'a-b': 1 }|{ \"a-b\": 1 }",
        "[], {}|[] {}",
        "() => 1, class A {}|[object Function] [object Function]",
        "{ f() {} }|{ f: [object Function] }",
        "(() => { const o = { n: 1 }; o.o = o; return o })()|{ n: 1, o: [Circular] }",
        "(() => { const o = {}; return [o, o] })()|[ {}, {} ]",
        "new Map(), new Map([[1, 2]])|{} {}",
        "new ArrayBuffer(2)|ArrayBuffer { [Uint8Contents]: <00 00>, byteLength: 2 }",
        "new Uint8Array([1, 2])|Uint8Array(2) [ 1, 2 ]",
        "new Date(0)|\"1970-01-01T00:00:00.000Z\"",
        "new TypeError('bad')|TypeError: bad",
        "[new Error('bad')]|[ Error: bad ]",
        "10n, Symbol('s'), -1.5, NaN|10 Symbol(s) -1.5 NaN",
        "[undefined, null]|[ undefined, null ]",
      })
  @DisplayName("values are shown the way k6 shows them")
  void values(String arguments, String shown) {
    assertThat(scripts.printed("export default () => console.log(" + arguments + ")"))
        .containsExactly(shown);
  }

  @Test
  @DisplayName("a call without arguments logs an empty line")
  void empty() {
    assertThat(scripts.printed("export default () => console.log()")).containsExactly("");
  }

  @Test
  @DisplayName("each method has its level")
  void levels() {
    scripts
        .open(
            """
            export default () => {
              for (const level of Object.keys(console)) { console[level](level) }
            }
            """)
        .iterate("default", 0);
    assertThat(scripts.scope.lines)
        .containsExactly(
            "debug debug {source=console}",
            "error error {source=console}",
            "info info {source=console}",
            "info log {source=console}",
            "warning warn {source=console}");
  }

  @Test
  @DisplayName("lines that are not shown are not even put together")
  void hidden() {
    scripts.scope.showsDebug = false;
    assertThat(
            scripts.printed(
                "export default () => console.debug({ get x() { console.log('touched') } })"))
        .isEmpty();
  }
}
