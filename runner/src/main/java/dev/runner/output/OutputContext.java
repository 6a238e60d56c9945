package dev.runner.output;

import dev.runner.log.Log;
import dev.runner.sample.Metric;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/// What an output may use.
///
/// @param directory where relative file names start
/// @param standardOutput for outputs that write there; flushed but never closed
/// @param epochNanos turns a moment of the run's monotonic clock into nanoseconds since 1970
/// @param notes by metric name; a metric that is not here has none
public record OutputContext(
    Path directory,
    OutputStream standardOutput,
    LongUnaryOperator epochNanos,
    Map<String, MetricNotes> notes,
    Log log) {
  public OutputContext {
    notes = Map.copyOf(notes);
  }

  public MetricNotes notesOf(Metric metric) {
    return notes.getOrDefault(metric.name(), MetricNotes.NONE);
  }
}
