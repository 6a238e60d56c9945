package dev.runner.cli.run;

import dev.runner.clock.Clock;
import dev.runner.json.Json;
import dev.runner.launch.TestRun;
import dev.runner.process.Surroundings;
import dev.runner.report.SummaryData;
import dev.runner.report.TextReport;
import dev.runner.result.TestResult;
import dev.runner.script.ScriptError;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// Writes the summary to wherever it is to go. Whatever fails here is logged and changes no exit
/// code.
final class SummaryWriter {
  private final Surroundings surroundings;
  private final Session settings;
  private final Clock clock;
  private final ConsoleLog log;

  SummaryWriter(Surroundings surroundings, Session settings, Clock clock, ConsoleLog log) {
    this.surroundings = surroundings;
    this.settings = settings;
    this.clock = clock;
    this.log = log;
  }

  void write(TestRun test, TestResult result) throws InterruptedException {
    if (settings.summaryMode() == Session.SummaryMode.DISABLED) {
      return;
    }
    var data = new SummaryData(result);
    if (settings.summaryExport().isPresent()) {
      Map<String, Object> export = settings.newSummary() ? newShape(data) : data.forExport();
      file(
          settings.summaryExport().get(),
          (Json.write(export, 4) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    if (!test.hasHandleSummary() || !handled(test, data)) {
      surroundings.out().print(log.redaction().apply(text(result)));
      surroundings.out().flush();
    }
  }

  /// @return whether the script has taken care of the summary, well or badly
  private boolean handled(TestRun test, SummaryData data) throws InterruptedException {
    Map<String, Object> argument =
        settings.newSummary()
            ? newShape(data)
            : data.forHandler(
                settings.noColour() || surroundings.forbidsColour(),
                surroundings.outIsTerminal(),
                surroundings.errIsTerminal());
    try {
      test.handleSummary(Json.write(argument)).forEach(this::deliver);
      return true;
    } catch (TimeoutException e) {
      log.error(
          "handleSummary() took too long; make it faster or raise the option handleSummaryTimeout");
      return true;
    } catch (ScriptError e) {
      log.error("handleSummary() failed: " + e.getMessage());
      return e.kind() == ScriptError.Kind.RESULT;
    }
  }

  private Map<String, Object> newShape(SummaryData data) {
    return data.newShape(
        settings.summaryMode() == Session.SummaryMode.FULL,
        Instant.ofEpochSecond(0, clock.epochNanos(clock.nanoTime())).toString());
  }

  private void deliver(String destination, byte[] content) {
    switch (destination) {
      case "stdout" -> stream(surroundings.out(), content);
      case "stderr" -> stream(surroundings.err(), content);
      default -> file(destination, content);
    }
  }

  private void stream(PrintStream stream, byte[] content) {
    byte[] clean = log.redaction().apply(content);
    stream.write(clean, 0, clean.length);
    stream.flush();
  }

  private void file(String name, byte[] content) {
    try {
      Files.write(surroundings.directory().resolve(name), log.redaction().apply(content));
    } catch (NoSuchFileException e) {
      log.error("cannot write the summary to '" + name + "': its folder does not exist");
    } catch (IOException | InvalidPathException e) {
      log.error("cannot write the summary to '" + name + "': " + e.getMessage());
    }
  }

  private String text(TestResult result) {
    boolean colours =
        surroundings.outIsTerminal() && !surroundings.forbidsColour() && !settings.noColour();
    boolean full = settings.summaryMode() == Session.SummaryMode.FULL;
    return TextReport.render(
        result,
        surroundings.outIsTerminal()
            ? TextReport.Style.terminal(full, colours, surroundings.terminal().columns())
            : TextReport.Style.plain(full));
  }
}
