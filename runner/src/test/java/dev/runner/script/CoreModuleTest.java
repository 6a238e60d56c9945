package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.script.TestScope.Recorded;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The module `k6`, in scripts.
class CoreModuleTest {
  private static final String IMPORT =
      "import { check, fail, group, randomSeed, sleep } from 'k6';\n";

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

  /// Runs statements in one iteration; what they throw is printed.
  private List<String> run(String statements) {
    return scripts.printed(
        IMPORT
            + "export default function () { try {\n"
            + statements
            + "\n} catch (e) { console.log('thrown', e.name, e.message) } }");
  }

  private static Recorded checkSample(String name, double value) {
    return new Recorded("checks", value, Map.of("check", name, "scenario", "default"));
  }

  @Test
  @DisplayName("check records each entry by its truthiness and says whether all passed")
  void check() {
    assertThat(
            run(
                """
                console.log(check(5, { five: (v) => v === 5, truthy: 'x', zero: 0 }));
                console.log(check(undefined, { none: (v) => v === undefined }));
                console.log(check(1, {}));
                """))
        .containsExactly("false", "true", "true");
    assertThat(scripts.scope.samples)
        .containsExactly(
            checkSample("five", 1),
            checkSample("truthy", 1),
            checkSample("zero", 0),
            checkSample("none", 1));
  }

  @Test
  @DisplayName("a check that throws is recorded as failed, and those after it are skipped")
  void throwingCheck() {
    assertThat(run("check(1, { a: () => true, b: () => { throw new Error('broken') }, c: true });"))
        .containsExactly("thrown Error broken");
    assertThat(scripts.scope.samples).containsExactly(checkSample("a", 1), checkSample("b", 0));
  }

  @Test
  @DisplayName("tags of a check are added to those of the virtual user; what is no object is not")
  void checkTags() {
    run("check(1, { a: true }, { t: 'x', n: 2, b: false }); check(1, { a: true }, 'text');");
    assertThat(scripts.scope.samples)
        .containsExactly(
            new Recorded(
                "checks",
                1,
                Map.of("check", "a", "scenario", "default", "t", "x", "n", "2", "b", "false")),
            checkSample("a", 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check()|GoError check() needs",
        "check(1, null)|TypeError",
        "check(1)|TypeError",
        "check(1, { 'a::b': true })|GoError the check name 'a::b' contains '::'",
        "check(1, { a: async () => true })|GoError the check 'a' is an async function",
        "check(1, { a: true }, { t: {} })|GoError the value of tag 't'",
        "group()|GoError group() needs",
        "group('a')|GoError group() needs",
        "group('a::b', () => 1)|GoError the group name 'a::b' contains '::'",
        "group('a', async () => 1)|GoError group() cannot wait",
        "fail('my reason')|GoError my reason",
        "fail()|GoError fail() was called",
      })
  @DisplayName("wrong arguments throw")
  void wrongArguments(String call, String thrown) {
    assertThat(run(call)).singleElement().asString().startsWith("thrown " + thrown);
    assertThat(scripts.scope.samples).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"check(1, { a: true })", "check(1, {})", "group('g', () => 1)"})
  @DisplayName("init code can neither check nor group")
  void init(String call) {
    assertThat(
            scripts.printed(
                IMPORT
                    + "let caught; try { "
                    + call
                    + " } catch (e) { caught = e.message }\n"
                    + "export default () => console.log(caught)"))
        .singleElement()
        .asString()
        .contains("cannot be used in the init stage");
  }

  @Test
  @DisplayName("checks of the same name and tags look their series up once")
  void cached() {
    ScriptInstance instance =
        scripts.open(
            IMPORT
                + """
                export default () => {
                  check(1, { a: true, b: true });
                  group('g', () => check(1, { a: true }));
                }
                """);
    for (int i = 0; i < 10; i++) {
      instance.iterate("default", i);
    }
    long lookups = scripts.scope.seriesLookups;
    instance.iterate("default", 10);
    assertThat(scripts.scope.samples).hasSize(44);
    // Only group_duration, which is not cached, looks its series up.
    assertThat(scripts.scope.seriesLookups - lookups).isEqualTo(1);
  }

  @Test
  @DisplayName("generated check names do not pile up and are recorded all the same")
  void manyNames() {
    run("for (let i = 0; i < 1500; i++) check(1, { ['n' + i]: true });");
    assertThat(scripts.scope.samples).hasSize(1500).contains(checkSample("n1499", 1));
  }

  @Test
  @DisplayName("a group returns its function's result and tags what happens in it")
  void group() {
    assertThat(
            run(
                """
                console.log(group('a', () => group('b', () => {
                  sleep(0.5);
                  check(1, { c: true });
                  return 'result';
                })));
                check(1, { d: true });
                """))
        .containsExactly("result");
    assertThat(scripts.scope.samples)
        .containsExactly(
            new Recorded(
                "checks", 1, Map.of("check", "c", "group", "::a::b", "scenario", "default")),
            new Recorded("group_duration", 500, Map.of("group", "::a::b", "scenario", "default")),
            new Recorded("group_duration", 500, Map.of("group", "::a", "scenario", "default")),
            checkSample("d", 1));
  }

  @Test
  @DisplayName("a group that throws is left and measured")
  void throwingGroup() {
    assertThat(run("group('a', () => fail('out'));")).containsExactly("thrown GoError out");
    assertThat(scripts.scope.samples)
        .extracting(Recorded::metric)
        .containsExactly("group_duration");
    assertThat(scripts.scope.group()).isEmpty();
  }

  @Test
  @DisplayName("a group without a name runs in the same path")
  void namelessGroup() {
    run("group('a', () => group('', () => check(1, { c: true })));");
    assertThat(scripts.scope.samples.getFirst().tags()).containsEntry("group", "::a");
  }

  @Test
  @DisplayName("sleep takes fractions and numeric texts; negative, NaN and nothing do not wait")
  void sleep() {
    run("sleep(0.25); sleep('1'); sleep(-1); sleep(NaN); sleep(); sleep('x'); sleep(0);");
    assertThat(scripts.scope.sleeps).containsExactly(250_000_000L, 1_000_000_000L);
  }

  @Test
  @DisplayName("the same seed makes the same random numbers, spread over 0 to 1")
  void randomSeed() {
    List<String> numbers =
        run(
            """
            const take = (seed) => {
              randomSeed(seed);
              return Array.from({ length: 1000 }, Math.random);
            };
            const a = take(7);
            console.log(String(a) === String(take(7)), String(a) === String(take(8)));
            console.log(a.every((n) => n >= 0 && n < 1), new Set(a).size);
            const mean = a.reduce((s, n) => s + n) / a.length;
            console.log(mean > 0.45 && mean < 0.55);
            """);
    assertThat(numbers)
        .containsExactlyElementsOf(Stream.of("true false", "true 1000", "true").toList());
  }
}
