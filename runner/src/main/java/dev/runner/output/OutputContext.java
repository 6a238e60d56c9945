package dev.runner.output;

import dev.runner.clock.Clock;
import dev.runner.log.Log;
import dev.runner.options.Environment;
import dev.runner.sample.Metric;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// What an output may use.
///
/// @param directory where relative file names start
/// @param standardOutput for outputs that write there; flushed but never closed
/// @param clock the run's: its moments are those of samples
/// @param environment of the process; see [OutputSettings]
/// @param systemTags the names of those that samples may carry
/// @param script what the user calls the script, such as `load.js`
/// @param version of this program, such as `0.1.0`
/// @param notes by metric name; a metric that is not here has none
public record OutputContext(
    Path directory,
    OutputStream standardOutput,
    Clock clock,
    Environment environment,
    Set<String> systemTags,
    String script,
    String version,
    Map<String, MetricNotes> notes,
    Log log) {
  public OutputContext {
    systemTags = Set.copyOf(systemTags);
    notes = Map.copyOf(notes);
  }

  public MetricNotes notesOf(Metric metric) {
    return notes.getOrDefault(metric.name(), MetricNotes.NONE);
  }

  /// Turns a moment of the run's monotonic clock into nanoseconds since 1970.
  public long epochNanos(long nanoTime) {
    return clock.epochNanos(nanoTime);
  }
}
