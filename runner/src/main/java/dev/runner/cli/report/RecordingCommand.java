package dev.runner.cli.report;

import dev.runner.cli.exit.ExitCode;
import dev.runner.cli.exit.Faults;
import dev.runner.cli.run.ConsoleLog;
import dev.runner.cli.run.Reports;
import dev.runner.clock.SystemClock;
import dev.runner.console.LogFormat;
import dev.runner.log.LogLevel;
import dev.runner.options.OptionsFault;
import dev.runner.process.Surroundings;
import dev.runner.report.TextReport;
import dev.runner.result.TestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A command on recordings: what `report` and `merge` share.
abstract class RecordingCommand implements Callable<Integer> {
  private static final int COLUMNS = 120;

  @Parameters(
      arity = "1..*",
      paramLabel = "RECORDING",
      description = "files that 'runner run -o run=FILE' has written")
  List<String> recordings = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "TYPE=FILE",
      description = "write a report, such as html=report.html; may be repeated")
  List<String> outputs = new ArrayList<>();

  @Option(
      names = "--summary-mode",
      paramLabel = "MODE",
      description = "compact (default), full or disabled")
  private String summaryMode = "compact";

  @Option(names = "--force", description = "merge recordings of different scripts as well")
  boolean force;

  @Option(names = "--no-color", description = "use no colours")
  private boolean noColour;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  final Surroundings surroundings;
  private final String verb;

  RecordingCommand(Surroundings surroundings, String verb) {
    this.surroundings = surroundings;
    this.verb = verb;
  }

  @Override
  public Integer call() {
    try {
      expectKnownMode();
      return answer().number();
    } catch (RuntimeException e) {
      if (!Faults.isForUser(e)) {
        throw e;
      }
      surroundings.err().println("runner " + verb + ": " + e.getMessage());
      return Faults.codeOf(e).number();
    }
  }

  /// Does what the command is for.
  abstract ExitCode answer();

  private void expectKnownMode() {
    if (!List.of("compact", "full", "disabled").contains(summaryMode)) {
      throw new OptionsFault(
          OptionsFault.Reason.USAGE,
          "--summary-mode must be compact, full or disabled, found '" + summaryMode + "'");
    }
  }

  boolean colours() {
    return surroundings.outIsTerminal() && !surroundings.forbidsColour() && !noColour;
  }

  int columns() {
    return surroundings.outIsTerminal() ? surroundings.terminal().columns() : COLUMNS;
  }

  boolean isSilent() {
    return summaryMode.equals("disabled");
  }

  void printSummary(TestResult result) {
    if (!isSilent()) {
      surroundings
          .out()
          .print(
              TextReport.render(
                  result,
                  surroundings.outIsTerminal()
                      ? TextReport.Style.terminal(summaryMode.equals("full"), colours(), columns())
                      : TextReport.Style.plain(summaryMode.equals("full"))));
      surroundings.out().flush();
    }
  }

  /// The reports that the user wants.
  Reports reports() {
    return Reports.ofRecordings(outputs, surroundings.directory());
  }

  ConsoleLog log() {
    return new ConsoleLog(
        LogFormat.text(), LogLevel.INFO, new SystemClock(), surroundings.err()::println);
  }
}
