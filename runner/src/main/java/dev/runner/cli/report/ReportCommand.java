package dev.runner.cli.report;

import dev.runner.cli.exit.ExitCode;
import dev.runner.cli.run.Reports;
import dev.runner.options.OptionsFault;
import dev.runner.process.Surroundings;
import dev.runner.recording.Merge;
import dev.runner.report.Comparison;
import dev.runner.result.TestResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `runner report`: shows the results of a recorded run, or of several as one.
@Command(
    name = "report",
    description = "Shows the results of recorded runs, as text and in reports of any kind.",
    sortOptions = false,
    customSynopsis = "runner report [-o TYPE=FILE] [--compare] RECORDING...",
    footer = {
      "",
      "Several recordings are merged, like 'runner merge' does; with --compare, the first is",
      "a baseline that the second is compared with."
    })
public final class ReportCommand extends RecordingCommand {
  @Option(names = "--compare", description = "compare the second recording with the first")
  private boolean compare;

  public ReportCommand(Surroundings surroundings) {
    super(surroundings, "report");
  }

  @Override
  ExitCode answer() {
    Reports reports = reports();
    if (compare) {
      compare(reports);
    } else {
      TestResult result = Merge.of(recordings, surroundings.directory(), force, log()::warn);
      printHead(result);
      printSummary(result);
      var log = log();
      reports.write(result, surroundings, log, log.redaction());
    }
    return ExitCode.OK;
  }

  private void compare(Reports reports) {
    if (recordings.size() != 2) {
      throw new OptionsFault(
          OptionsFault.Reason.USAGE,
          "--compare needs two recordings, a baseline and a run, found " + recordings.size());
    }
    TestResult baseline =
        Merge.of(List.of(recordings.getFirst()), surroundings.directory(), force, log()::warn);
    TestResult run =
        Merge.of(List.of(recordings.getLast()), surroundings.directory(), force, log()::warn);
    var comparison = Comparison.of(baseline, run);
    printHead(run);
    if (!isSilent()) {
      surroundings.out().print(comparison.text(run.facts().timeUnit(), colours(), columns()));
      surroundings.out().flush();
    }
    var log = log();
    reports.compared(comparison).write(run, surroundings, log, log.redaction());
  }

  private void printHead(TestResult result) {
    if (!isSilent()) {
      surroundings
          .out()
          .printf(
              Locale.ROOT,
              "%n  %s, %s, %.1fs: %s%n",
              result.facts().script(),
              Instant.ofEpochSecond(0, result.facts().startEpochNanos())
                  .truncatedTo(ChronoUnit.SECONDS),
              result.facts().durationNanos() / 1e9,
              result.outcome().passed() ? "passed" : result.outcome().words());
    }
  }
}
