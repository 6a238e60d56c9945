package dev.runner.cli.report;

import dev.runner.cli.exit.ExitCode;
import dev.runner.cli.run.Reports;
import dev.runner.options.OptionsFault;
import dev.runner.process.Surroundings;
import dev.runner.recording.Merge;
import dev.runner.result.TestResult;
import java.util.Arrays;
import picocli.CommandLine.Command;

/// `runner merge`: makes one recording of several of one test.
@Command(
    name = "merge",
    description = "Merges recordings of one test, such as those of several machines, into one.",
    sortOptions = false,
    customSynopsis = "runner merge [--force] RECORDING... -o run=FILE",
    footer = {
      "",
      "Thresholds are judged again; the exit code is that of one run with all samples."
    })
public final class MergeCommand extends RecordingCommand {
  public MergeCommand(Surroundings surroundings) {
    super(surroundings, "merge");
  }

  @Override
  ExitCode answer() {
    Reports reports = reports();
    if (recordings.size() < 2) {
      throw new OptionsFault(OptionsFault.Reason.USAGE, "name two recordings or more to merge");
    }
    if (outputs.isEmpty()) {
      throw new OptionsFault(
          OptionsFault.Reason.USAGE, "say where the merged recording goes: -o run=FILE");
    }
    TestResult result = Merge.of(recordings, surroundings.directory(), force, log()::warn);
    printSummary(result);
    var log = log();
    reports.write(result, surroundings, log, log.redaction());
    if (!result.outcome().passed()) {
      log.error(result.outcome().words());
    }
    return Arrays.stream(ExitCode.values())
        .filter(code -> code.number() == result.outcome().exitCode())
        .findFirst()
        .orElse(ExitCode.USAGE);
  }
}
