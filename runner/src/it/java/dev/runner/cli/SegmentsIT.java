package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Several instances that share a test.
class SegmentsIT {
  private static final String SCRIPT =
      """
      import exec from 'k6/execution';
      import { sleep } from 'k6';
      export const options = { scenarios: {
        arrivals: {
          executor: 'constant-arrival-rate', rate: 9, duration: '1s', preAllocatedVUs: 3,
        },
        each: { executor: 'per-vu-iterations', vus: 4, iterations: 2 },
        shared: { executor: 'shared-iterations', vus: 3, iterations: 10 },
      } };
      export default function () {
        console.log(`it ${exec.scenario.name} ${exec.scenario.iterationInTest}`);
        console.log(`vu ${exec.vu.idInTest}`);
      }
      """;

  private static final String PARTS = "--execution-segment-sequence=0,1/3,2/3,1";

  @TempDir private Path folder;

  private Result run(String... flags) {
    return new Cli(folder).script(SCRIPT, flags);
  }

  /// What the script logged that begins with a word, sorted.
  private static List<String> logged(Result result, String word) {
    return result
        .err()
        .lines()
        .filter(line -> line.contains("msg=\"" + word + " "))
        .map(line -> line.replaceAll(".*msg=\"(.*?)\".*", "$1"))
        .sorted()
        .toList();
  }

  @Test
  @DisplayName("three parts do together what the whole does, each thing once")
  void union() {
    Result whole = run();
    assertThat(whole.out()).contains("(100.00%) 3 scenarios, 10 max VUs");
    List<Result> parts =
        Stream.of("0:1/3", "1/3:2/3", "2/3:1")
            .map(segment -> run("--execution-segment=" + segment, PARTS))
            .toList();
    assertThat(parts)
        .allSatisfy(
            part -> {
              assertThat(part.code()).as(part.toString()).isZero();
              assertThat(part.out())
                  .contains("(33.33%) 3 scenarios, ")
                  .contains("* arrivals: 3.00 iterations/s for 1s (maxVUs: 1,");
              assertThat(logged(part, "it")).isNotEmpty();
            });
    assertThat(parts.stream().flatMap(part -> logged(part, "it").stream()).sorted().toList())
        .hasSize(9 + 8 + 10)
        .doesNotHaveDuplicates()
        .isEqualTo(logged(whole, "it"));
    assertThat(parts.stream().flatMap(part -> logged(part, "vu").stream().distinct()))
        .doesNotHaveDuplicates()
        .isSubsetOf(IntStream.rangeClosed(1, 10).mapToObj(id -> "vu " + id).toList());
  }

  @Test
  @DisplayName("the options of the script mean the same as the flags, which win over them")
  void inScript() {
    var script =
        """
        export const options = {
          vus: 4, iterations: 8, executionSegment: '50%:1', executionSegmentSequence: '0,0.5,1',
        };
        export default function () {}
        """;
    assertThat(new Cli(folder).script(script).out())
        .contains("(50.00%) 1 scenario, 2 max VUs")
        .contains("4 iterations shared among 2 VUs");
    assertThat(
            new Cli(folder)
                .script(
                    script, "--execution-segment=1/4", "--execution-segment-sequence=0,1/4,1/2,1")
                .out())
        .contains("(25.00%) 1 scenario, 1 max VUs")
        .contains("2 iterations shared among 1 VUs");
  }

  @Test
  @DisplayName("a part that gets nothing to do says so and ends well")
  void nothing() {
    var script = "export default function () { console.log('it ran'); }";
    Result result = new Cli(folder).script(script, "--execution-segment=2/3:1");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out()).contains("(33.33%) 0 scenarios, 0 max VUs");
    assertThat(result.err())
        .contains("this part of the test gets no virtual user")
        .doesNotContain("it ran", "no iteration ran to its end");
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "2/3:1/3;            ; --execution-segment must be a part of the test",
        "most;               ; --execution-segment must be made of fractions",
        "0:3/2;              ; --execution-segment must stay between 0 and 1",
        "0:1/3; 0,1/2,1      ; --execution-segment must be one of the parts of its sequence",
        "0:1/2; 0,1/2,1/4,1  ; --execution-segment-sequence must rise from 0 to 1",
        "0:1/2; 0,half,1     ; --execution-segment-sequence must be made of fractions",
        "     ; 0,1/2,1      ; --execution-segment-sequence needs --execution-segment beside it",
      })
  @DisplayName("a wrong segment ends the program with 104 and names the option")
  void wrong(String segment, String sequence, String message) {
    var flags =
        Stream.of(
                segment == null ? "" : "--execution-segment=" + segment,
                sequence == null ? "" : "--execution-segment-sequence=" + sequence)
            .filter(flag -> !flag.isEmpty())
            .toArray(String[]::new);
    Result result = run(flags);
    assertThat(result.code()).as(result.toString()).isEqualTo(104);
    assertThat(result.err()).contains(message);
    assertThat(logged(result, "it")).isEmpty();
  }
}
