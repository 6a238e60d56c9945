package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Mixes of functions, the pace of virtual users, scenarios one after the other, and misspelt keys.
class MixIT {
  private static final String FUNCTIONS =
      """
      import exec from 'k6/execution';
      import { sleep } from 'k6';
      function log(name) { console.log(`f ${name} ${exec.scenario.iterationInTest}`); }
      export function browse() { log('browse'); }
      export function look() { log('look'); }
      export function buy() { log('buy'); }
      export default function () { log('default'); }
      """;

  @TempDir private Path folder;

  private Result run(String options, String... flags) {
    return new Cli(folder).script("export const options = " + options + ";\n" + FUNCTIONS, flags);
  }

  /// What stands in the log behind a word: a name and a number each.
  private static List<MatchResult> logged(Result result, String word) {
    return Pattern.compile("msg=\"" + word + " (\\w+) (\\d+)\"")
        .matcher(result.err())
        .results()
        .toList();
  }

  /// Which function each iteration ran, by number.
  private static Map<Integer, String> functions(Result result) {
    var functions = new TreeMap<Integer, String>();
    logged(result, "f").forEach(m -> functions.put(Integer.valueOf(m.group(2)), m.group(1)));
    return functions;
  }

  @Test
  @DisplayName("of each ten iterations every function has its weight, whichever VUs make them")
  void weights() {
    Result result =
        run(
            """
            {
              scenarios: { s: { executor: 'shared-iterations', vus: 4, iterations: 40,
                weights: { browse: 7, look: 2, buy: 1 } } },
              thresholds: {
                'iterations{exec:browse}': ['count==28'],
                'iterations{exec:look}': ['count==8'],
                'iteration_duration{exec:buy}': ['max>=0'],
                'iterations{exec:buy}': ['count==4'],
              },
            }""");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out()).contains("weights: browse 7, look 2, buy 1");
    var functions = new ArrayList<>(functions(result).values());
    assertThat(functions).hasSize(40);
    for (int from = 0; from < 40; from += 10) {
      assertThat(
              functions.subList(from, from + 10).stream()
                  .collect(Collectors.groupingBy(f -> f, Collectors.counting())))
          .isEqualTo(Map.of("browse", 7L, "look", 2L, "buy", 1L));
    }
  }

  @Test
  @DisplayName("parts of a test mix together as the whole does")
  void weightsInSegments() {
    var options =
        """
        { scenarios: { s: { executor: 'shared-iterations', vus: 4, iterations: 20,
          weights: { browse: 7, look: 2, buy: 1 } } } }""";
    var together = functions(run(options, "--execution-segment=0:1/2"));
    together.putAll(functions(run(options, "--execution-segment=1/2:1")));
    assertThat(together).isEqualTo(functions(run(options)));
  }

  @Test
  @DisplayName("functions drawn at random come from the seed")
  void random() {
    var options =
        """
        { seed: 7, scenarios: { s: { executor: 'per-vu-iterations', vus: 1, iterations: 60,
          weights: { browse: 1, look: 1, buy: 0 }, weightsOrder: 'random' } } }""";
    var first = functions(run(options));
    assertThat(first).hasSize(60).containsValue("browse").containsValue("look");
    assertThat(first).doesNotContainValue("buy").isEqualTo(functions(run(options)));
    assertThat(functions(run(options, "--seed=8"))).isNotEqualTo(first);
  }

  @Test
  @DisplayName("the iterations of a paced VU start apart, and do not contain the wait")
  void pacing() {
    Result result =
        new Cli(folder)
            .script(
                """
                import exec from 'k6/execution';
                export const options = {
                  scenarios: { s: { executor: 'per-vu-iterations', vus: 2, iterations: 4,
                    pacing: '400ms' } },
                  thresholds: { iteration_duration: ['med<400'] },
                };
                export default function () {
                  const since = Date.now() - exec.scenario.startTime;
                  console.log(`start ${exec.vu.idInTest} ${Math.round(since)}`);
                }
                """);
    assertThat(result.code()).as(result.toString()).isZero();
    Map<String, List<Long>> starts =
        logged(result, "start").stream()
            .collect(
                Collectors.groupingBy(
                    m -> m.group(1),
                    Collectors.mapping(m -> Long.valueOf(m.group(2)), Collectors.toList())));
    assertThat(starts).hasSize(2);
    starts
        .values()
        .forEach(
            of -> {
              assertThat(of).hasSize(4);
              for (int i = 0; i < 4; i++) {
                assertThat(of.get(i)).isGreaterThanOrEqualTo(400 * i - 5);
              }
            });
  }

  @Test
  @DisplayName("a scenario starts when the one before is over, and its start time later")
  void startAfter() {
    Result result =
        new Cli(folder)
            .script(
                """
                import exec from 'k6/execution';
                import { sleep } from 'k6';
                export const options = { scenarios: {
                  use: { executor: 'per-vu-iterations', startAfter: 'fill', startTime: '200ms' },
                  fill: { executor: 'per-vu-iterations', vus: 2 },
                  clean: { executor: 'per-vu-iterations', startAfter: 'use' },
                } };
                export default function () {
                  console.log(`begin ${exec.scenario.name} ${Date.now()}`);
                  sleep(0.1);
                  console.log(`end ${exec.scenario.name} ${Date.now()}`);
                }
                """);
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(logged(result, "begin").stream().map(m -> m.group(1)))
        .containsExactly("fill", "fill", "use", "clean");
    var ends =
        logged(result, "end").stream()
            .collect(Collectors.toMap(m -> m.group(1), m -> Long.parseLong(m.group(2)), Math::max));
    var begins =
        logged(result, "begin").stream()
            .collect(Collectors.toMap(m -> m.group(1), m -> Long.parseLong(m.group(2)), Math::min));
    assertThat(begins.get("use") - ends.get("fill")).isGreaterThanOrEqualTo(195);
    assertThat(begins.get("clean")).isGreaterThanOrEqualTo(ends.get("use"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "weights: {brows: 1}; scenario 's': function 'brows' not found in exports; did you mean 'browse'?",
        "exec: 'brows'; scenario 's': function 'brows' not found in exports; did you mean 'browse'?",
        "weights: {browse: 1}, exec: 'look'; scenario 's': exec and weights exclude each other",
        "weights: {browse: -1}; weight",
        "weights: {browse: 0}; weights",
        "weights: {}; the weight of each function",
        "weights: {browse: 1}, weightsOrder: 'randm'; did you mean 'random'?",
        "weightsOrder: 'random'; needs weights beside it",
        "pacing: 'often'; 'pacing' of scenario 's'",
        "pacing: {min: '1s'}; needs both min and max",
        "pacing: {min: '2s', max: '1s'}; pacing",
        "pacing: {min: '1s', mx: '2s'}; unknown key 'mx'; did you mean 'max'?",
        "startAfter: 'othr'; startAfter names 'othr', but there is no such scenario; did you mean 'other'?",
        "startAfter: 's'; startAfter must name another scenario",
        "startAfter: 'next'; startAfter goes in a circle (next after s after next)",
        "gracefullStop: '1s'; scenario 's': unknown key 'gracefullStop'; did you mean 'gracefulStop'?",
        "iteratons: 3; scenario 's': unknown key 'iteratons'; did you mean 'iterations'?",
      })
  @DisplayName("what is wrong with a scenario ends the program with 104 and says how to mend it")
  void wrong(String keys, String message) {
    Result result =
        run(
            """
            { scenarios: {
              s: { executor: 'per-vu-iterations', %s },
              other: { executor: 'per-vu-iterations' },
              next: { executor: 'per-vu-iterations', startAfter: 's' },
            } }"""
                .formatted(keys));
    assertThat(result.code()).as(result.toString()).isEqualTo(104);
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
    assertThat(logged(result, "f")).isEmpty();
  }

  @Test
  @DisplayName("misspelt keys of stages, executors and options get a suggestion")
  void misspelt() {
    Result stage =
        run("{ scenarios: { s: { executor: 'ramping-vus', stages: [{ duraton: '1s' }] } } }");
    assertThat(stage.code()).as(stage.toString()).isEqualTo(104);
    assertThat(stage.err()).contains("stages[0].duraton'; did you mean 'duration'?");
    Result executor = run("{ scenarios: { s: { executor: 'constant-vu', duration: '1s' } } }");
    assertThat(executor.code()).as(executor.toString()).isEqualTo(104);
    assertThat(executor.err()).contains("did you mean 'constant-vus'?");
    Result option = run("{ iteratons: 3 }");
    assertThat(option.code()).as(option.toString()).isZero();
    assertThat(option.err())
        .contains("unknown fields in the options: iteratons (did you mean 'iterations'?)");
  }
}
