package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runner.script.ScriptError.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptLifeCycleTest {
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
  @DisplayName("an iteration sees its number, its virtual user, its environment and setup data")
  void iteration() {
    ScriptInstance instance =
        scripts.open(
            """
            export default function (data) {
              data.seen += 1;
              __ENV.COUNT = (__ENV.COUNT || 0) + 1;
              console.log(__VU, __ITER, __ENV.HOST, __ENV.COUNT, data.seen, this === undefined);
            }
            """);
    instance.setupData("{\"seen\":0}");
    instance.iterate("default", 0);
    instance.iterate("default", 1);

    assertThat(scripts.scope.lines)
        .containsExactly(
            "info 1 0 localhost 1 1 true {source=console}",
            "info 1 1 localhost 2 2 true {source=console}");
  }

  @Test
  @DisplayName("without setup data the argument is undefined")
  void noData() {
    assertThat(scripts.printed("export default (data) => console.log(data)"))
        .containsExactly("undefined");
  }

  @Test
  @DisplayName("__ITER does not exist before the first iteration")
  void noIterationNumber() {
    ScriptInstance instance =
        scripts.open("export function setup() { return [typeof __ITER, __VU, typeof __runner] }");
    assertThat(instance.callForJson("setup")).isEqualTo("[\"undefined\",1,\"undefined\"]");
  }

  @Test
  @DisplayName("exported functions are listed, whatever else is exported")
  void functions() {
    ScriptInstance instance =
        scripts.open(
            """
            export const arrow = () => 1, number = 1;
            export default function () {}
            export async function later() {}
            """);
    assertThat(instance.functionNames()).containsExactlyInAnyOrder("arrow", "default", "later");
    assertThat(instance.hasFunction("number")).isFalse();
    assertThat(instance.hasAnyFunction()).isTrue();
    assertThatThrownBy(() -> instance.iterate("number", 0))
        .isInstanceOf(ScriptError.class)
        .hasMessage("function 'number' not found in exports");
  }

  @Test
  @DisplayName("options are read as they are after the init code")
  void options() {
    ScriptInstance instance =
        scripts.open("export const options = {vus: 1}; options.vus = 2; options.x = undefined;");
    assertThat(instance.optionsJson()).isEqualTo("{\"vus\":2}");
    assertThat(instance.hasAnyFunction()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"null|", "undefined|", "`text`|\"text\"", "[1]|[1]"})
  @DisplayName("options of other types are handed on as they are")
  void otherOptions(String literal, String json) {
    ScriptInstance instance = scripts.open("export const options = " + literal);
    assertThat(instance.optionsJson()).isEqualTo(json);
  }

  @Test
  @DisplayName("options that are a function are a load error")
  void functionOptions() {
    ScriptInstance instance = scripts.open("export function options() {}");
    assertThat(catchThrowableOfType(ScriptError.class, instance::optionsJson).kind())
        .isEqualTo(Kind.LOAD);
  }

  @Test
  @DisplayName("a setup that is no function is a load error")
  void setupOfWrongType() {
    ScriptError error =
        catchThrowableOfType(ScriptError.class, () -> scripts.open("export const setup = 1"));
    assertThat(error.kind()).isEqualTo(Kind.LOAD);
    assertThat(error).hasMessage("the script exports 'setup', but not as a function");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "undefined|",
        "null|null",
        "{a: undefined, b: [undefined]}|{\"a\":null,\"b\":[null]}",
        "new Date(0)|\"1970-01-01T00:00:00Z\"",
        "new Date(120)|\"1970-01-01T00:00:00.12Z\"",
        "new Map([['k', 1]])|[[\"k\",1]]",
        "new Uint8Array([1, 2, 3])|\"AQID\"",
        "new ArrayBuffer(2)|{}",
        "{toJSON() { return 1 }}|!a function",
        "() => 1|!a function",
        "NaN|!NaN",
        "[Infinity]|!Infinity",
        "(() => { const o = {}; o.o = o; return o })()|!contains itself",
        "new String('x')|\"x\"",
        "10n|10",
      })
  @DisplayName("what setup returns becomes JSON by rules of its own")
  void setupData(String expression, String expected) {
    ScriptInstance instance =
        scripts.open("export async function setup() { return " + expression + " }");
    if (expected != null && expected.startsWith("!")) {
      ScriptError error =
          catchThrowableOfType(ScriptError.class, () -> instance.callForJson("setup"));
      assertThat(error.kind()).isEqualTo(Kind.RESULT);
      assertThat(error).hasMessageContaining(expected.substring(1));
    } else {
      assertThat(instance.callForJson("setup")).isEqualTo(expected);
    }
  }

  @Test
  @DisplayName("an async setup waits for its timers, and its rejection differs from a throw")
  void asyncSetup() {
    ScriptInstance instance =
        scripts.open(
            """
            export async function setup() {
              return await new Promise((done) => setTimeout(done, 250, 'late'));
            }
            export async function teardown() { throw new Error('rejected'); }
            export function sync() { throw new Error('thrown'); }
            export async function stuck() { await new Promise(() => {}); }
            """);
    assertThat(instance.callForJson("setup")).isEqualTo("\"late\"");
    assertThat(scripts.scope.sleeps).containsExactly(250_000_000L);
    ScriptError rejection =
        catchThrowableOfType(ScriptError.class, () -> instance.callWithData("teardown"));
    assertThat(rejection.kind()).isEqualTo(Kind.REJECTION);
    assertThat(rejection).hasMessageStartingWith("Uncaught (in promise) Error: rejected\n\tat ");
    ScriptError thrown =
        catchThrowableOfType(ScriptError.class, () -> instance.callWithData("sync"));
    assertThat(thrown.kind()).isEqualTo(Kind.EXCEPTION);
    assertThat(instance.callForJson("stuck")).isNull();
    assertThat(scripts.scope.lines).isEmpty();
  }

  @Test
  @DisplayName("handleSummary gets its data and returns texts and bytes")
  void summary() {
    ScriptInstance instance =
        scripts.open(
            """
            export function handleSummary(data) {
              return {
                stdout: `${data.metrics.x} ✓`,
                'a.bin': new Uint8Array([9, 1, 2]).subarray(1),
                'b.bin': new Uint8Array([7]).buffer,
              };
            }
            """);
    Map<String, byte[]> files = instance.handleSummary("{\"metrics\":{\"x\":5}}");
    assertThat(files.keySet()).containsExactly("stdout", "a.bin", "b.bin");
    assertThat(new String(files.get("stdout"), StandardCharsets.UTF_8)).isEqualTo("5 ✓");
    assertThat(files.get("a.bin")).containsExactly(1, 2);
    assertThat(files.get("b.bin")).containsExactly(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"undefined", "1", "'text'", "[]", "{stdout: 1}", "{stdout: {}}"})
  @DisplayName("handleSummary that returns anything else is told so")
  void summaryOfWrongType(String result) {
    ScriptInstance instance =
        scripts.open("export async function handleSummary() { return " + result + " }");
    assertThat(catchThrowableOfType(ScriptError.class, () -> instance.handleSummary("{}")).kind())
        .isEqualTo(Kind.RESULT);
  }

  @Test
  @DisplayName("instances share nothing but files")
  void isolation() {
    Script script = scripts.load("let n = 0; export default () => console.log(n++)");
    TestScope first = new TestScope();
    TestScope second = new TestScope();
    ScriptInstance one = Scripts.open(script, first);
    ScriptInstance two = Scripts.open(script, second);
    one.iterate("default", 0);
    one.iterate("default", 1);
    two.iterate("default", 0);
    assertThat(first.lines).last().asString().contains("info 1 ");
    assertThat(second.lines).containsExactly("info 0 {source=console}");
  }

  @Test
  @DisplayName("the environment can be replaced for another scenario")
  void environment() {
    ScriptInstance instance = scripts.open("export default () => console.log(__ENV)");
    instance.environment(Map.of("A", "\"b\""));
    instance.iterate("default", 0);
    assertThat(scripts.scope.lines).containsExactly("info { A: \"\\\"b\\\"\" } {source=console}");
  }
}
