package dev.runner.report;

import dev.runner.result.TestResult;
import java.io.IOException;
import java.io.OutputStream;

/// A kind of report that is written when a test is over. Stateless.
public interface ReportFormat {
  /// The word before the `=` of `-o type=FILE`, such as `junit`.
  String type();

  /// Whether a report is a text in UTF-8: whoever writes it to a file keeps secrets out of it. A
  /// format that is not takes care of that itself.
  default boolean isText() {
    return true;
  }

  /// Whether it shows all metrics of each scenario and each group, which cost a little to count.
  default boolean needsDetails() {
    return false;
  }

  /// Whether it shows how numbers went over time, which is kept only for those that do.
  default boolean needsTimeline() {
    return false;
  }

  /// The same with a comparison, if it can show one.
  default ReportFormat compared(Comparison with) {
    return this;
  }

  /// Writes the whole report; leaves the stream open.
  ///
  /// @throws IOException if the stream fails
  void write(TestResult result, OutputStream out) throws IOException;
}
