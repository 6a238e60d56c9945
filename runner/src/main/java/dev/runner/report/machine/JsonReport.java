package dev.runner.report.machine;

import dev.runner.json.Json;
import dev.runner.report.ReportFormat;
import dev.runner.result.TestResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// `--summary-json FILE`, or `-o summary-json=FILE`: all that is known of a test, for programs. Its
/// shape is that of `docs/schema/summary-1.json`; a change that breaks readers gets a new number.
public final class JsonReport implements ReportFormat {
  /// The word before the `=` of `-o`.
  public static final String TYPE = "summary-json";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public boolean needsDetails() {
    return true;
  }

  @Override
  public void write(TestResult result, OutputStream out) throws IOException {
    String text = Json.write(new JsonTree(result).tree(), 2) + "\n";
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
