package dev.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `-o run=FILE`, `runner report` and `runner merge`.
class RecordingsIT {
  private static final String SCRIPT =
      """
      import { check } from 'k6';
      import { Trend } from 'k6/metrics';
      const own = new Trend('own');
      export const options = { iterations: 50, thresholds: { own: ['max<60'] } };
      export default function () {
        own.add(__ITER);
        check(__ITER, { even: (n) => n % 2 === 0 });
      }
      """;

  @TempDir private Path folder;

  private Result runner(String... arguments) {
    return new Cli(folder).run(arguments);
  }

  @Test
  @DisplayName("a report of a recording says what the summary of the run said")
  void report() throws IOException {
    Result run = new Cli(folder).script(SCRIPT, "-o", "run=a.run");
    assertThat(run.code()).as(run.toString()).isZero();
    Result report = runner("report", "a.run", "-o", "html=a.html", "-o", "junit=a.xml");
    assertThat(report.code()).as(report.toString()).isZero();
    String summary = run.out().substring(run.out().indexOf("  █ THRESHOLDS"));
    assertThat(report.out()).contains(summary.strip()).contains(": passed");
    assertThat(folder.resolve("a.html")).content().contains("\"own\"");
    assertThat(folder.resolve("a.xml")).content().contains("max&lt;60");
  }

  @Test
  @DisplayName("merged recordings are judged as one run, and can be compared with one of them")
  void merge() {
    new Cli(folder).script(SCRIPT, "-o", "run=a.run");
    new Cli(folder).script(SCRIPT, "-o", "run=b.run");
    Result merge = runner("merge", "a.run", "b.run", "-o", "run=both.run");
    assertThat(merge.code()).as(merge.toString()).isZero();
    assertThat(merge.out()).contains("50 out of 100").contains("✓ 'max<60' max=49");
    Result compare = runner("report", "--compare", "a.run", "both.run", "-o", "html=c.html");
    assertThat(compare.code()).as(compare.toString()).isZero();
    assertThat(compare.out()).contains("█ COMPARED WITH", "checks", "baseline");
    assertThat(folder.resolve("c.html")).content().contains("\"compare\":{");
  }

  @Test
  @DisplayName("what cannot be used is refused with one line")
  void refused() throws IOException {
    new Cli(folder).script(SCRIPT, "-o", "run=a.run");
    new Cli(folder).script(SCRIPT + "// changed\n", "-o", "run=b.run");
    byte[] whole = Files.readAllBytes(folder.resolve("a.run"));
    Files.write(folder.resolve("cut.run"), Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(folder.resolve("text.run"), "hello");

    assertRefused("recordings of different scripts", "merge", "a.run", "b.run", "-o", "run=c");
    assertRefused("'cut.run' is cut off", "report", "cut.run");
    assertRefused("'text.run' is no recording", "report", "text.run");
    assertRefused("there is no recording 'none.run'", "report", "none.run");
    assertRefused("the same recording", "merge", "a.run", "a.run", "-o", "run=c");
    assertRefused("two recordings or more", "merge", "a.run", "-o", "run=c");
    assertRefused("-o run=FILE", "merge", "a.run", "b.run");
    assertRefused("--compare needs two", "report", "--compare", "a.run");
    assertRefused(
        "output 'nope' is unknown; use one of: html, junit, markdown, run, summary-json\n",
        "report",
        "a.run",
        "-o",
        "nope=x");
    assertRefused("takes single samples", "report", "a.run", "-o", "json=x");
    assertRefused("--summary-mode must be", "report", "a.run", "--summary-mode", "loud");
    assertThat(runner("merge", "--force", "a.run", "b.run", "-o", "run=c").code()).isZero();
  }

  private void assertRefused(String message, String... arguments) {
    Result result = runner(arguments);
    assertThat(result.code()).as(result.toString()).isEqualTo(255);
    assertThat(result.err()).startsWith("runner " + arguments[0] + ": ").contains(message);
    assertThat(result.err().lines()).hasSize(1);
  }
}
