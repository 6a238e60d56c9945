package dev.runner.cli.run;

import dev.runner.log.Log;
import dev.runner.log.Redaction;
import dev.runner.process.Surroundings;
import dev.runner.report.Figures;
import dev.runner.report.markdown.MarkdownReport;
import dev.runner.result.TestResult;
import dev.runner.threshold.ThresholdResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.StandardOpenOption;

/// What a run says to GitHub Actions when it runs there: a summary of the step, and an annotation
/// for each threshold that was crossed.
///
/// The commands and their escapes are those of GitHub's "Workflow commands for GitHub Actions".
final class GithubActions {
  private static final String SUMMARY_FILE = "GITHUB_STEP_SUMMARY";

  private final Surroundings surroundings;
  private final Log log;
  private final Redaction redaction;

  GithubActions(Surroundings surroundings, Log log, Redaction redaction) {
    this.surroundings = surroundings;
    this.log = log;
    this.redaction = redaction;
  }

  /// Does nothing elsewhere.
  void write(TestResult result) {
    if (surroundings.env().getOrDefault("GITHUB_ACTIONS", "").equals("true")) {
      annotate(result);
      summarise(result);
    }
  }

  private void annotate(TestResult result) {
    var figures = new Figures(result.facts().timeUnit());
    for (ThresholdResult one : result.verdict().results()) {
      if (!one.ok()) {
        command(
            "error",
            "Threshold crossed",
            one.fullName()
                + ": wanted "
                + one.source()
                + ", observed "
                + one.aggregation()
                + "="
                + figures.observed(one));
      }
    }
    if (result.failures().errors() > 0) {
      command(
          "warning",
          "Errors in iterations",
          result.failures().errors()
              + " errors, most often: "
              + result.failures().top().getFirst().message());
    }
    result.losses().forEach(loss -> command("warning", "Incomplete output", loss));
    result.doubts().forEach(doubt -> command("warning", "Doubtful results", doubt));
    surroundings.out().flush();
  }

  private void command(String level, String title, String message) {
    surroundings
        .out()
        .println("::" + level + " title=" + title + "::" + escape(redaction.apply(message)));
  }

  private static String escape(String message) {
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private void summarise(TestResult result) {
    String file = surroundings.env().getOrDefault(SUMMARY_FILE, "");
    if (file.isEmpty()) {
      return;
    }
    try {
      var markdown = new ByteArrayOutputStream();
      new MarkdownReport().write(result, markdown);
      Files.write(
          surroundings.directory().resolve(file),
          redaction.apply(markdown.toByteArray()),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException | InvalidPathException e) {
      log.error("cannot write the summary of the step to " + SUMMARY_FILE + ": " + e.getMessage());
    }
  }
}
