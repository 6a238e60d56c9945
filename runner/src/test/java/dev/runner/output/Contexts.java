package dev.runner.output;

import dev.runner.clock.Clock;
import dev.runner.log.Log;
import dev.runner.options.Environment;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// What outputs get in tests.
public final class Contexts {
  private Contexts() {}

  /// One without variables and notes, for outputs that write no files.
  public static OutputContext of(Clock clock, Log log) {
    return of(Path.of("."), OutputStream.nullOutputStream(), clock, Map.of(), Map.of(), log);
  }

  public static OutputContext of(
      Path directory,
      OutputStream standardOutput,
      Clock clock,
      Map<String, String> environment,
      Map<String, MetricNotes> notes,
      Log log) {
    return new OutputContext(
        directory,
        standardOutput,
        clock,
        new Environment(environment),
        Set.of("method", "name", "scenario", "status", "url"),
        "test.js",
        "0.1.0",
        notes,
        log);
  }
}
