package dev.runner.cli.run;

import dev.runner.recording.RecordingFormat;
import dev.runner.report.ReportFormat;
import dev.runner.report.html.HtmlReport;
import dev.runner.report.junit.JunitReport;
import dev.runner.report.machine.JsonReport;
import dev.runner.report.markdown.MarkdownReport;
import java.util.List;
import java.util.Optional;

/// All formats of reports that are written when a test is over, one line each.
public final class ReportCatalog {
  private static final List<ReportFormat> FORMATS =
      List.of(
          new HtmlReport(),
          new JsonReport(),
          new JunitReport(),
          new MarkdownReport(),
          new RecordingFormat());

  private ReportCatalog() {}

  /// The words for them, such as `junit`.
  public static List<String> types() {
    return FORMATS.stream().map(ReportFormat::type).toList();
  }

  /// The format of that type, if there is one.
  public static Optional<ReportFormat> find(String type) {
    return FORMATS.stream().filter(format -> format.type().equals(type)).findFirst();
  }
}
