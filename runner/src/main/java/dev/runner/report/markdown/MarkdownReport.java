package dev.runner.report.markdown;

import dev.runner.report.ReportFormat;
import dev.runner.result.TestResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// `-o markdown=FILE`: verdict, thresholds, key numbers, endpoints, failed checks and errors, in
/// GitHub's dialect of Markdown and short enough for a comment there (65,536 characters).
public final class MarkdownReport implements ReportFormat {
  @Override
  public String type() {
    return "markdown";
  }

  @Override
  public void write(TestResult result, OutputStream out) throws IOException {
    out.write(new MarkdownText(result).render().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
