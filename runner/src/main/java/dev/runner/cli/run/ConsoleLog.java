package dev.runner.cli.run;

import dev.runner.clock.Clock;
import dev.runner.console.LogFormat;
import dev.runner.log.Log;
import dev.runner.log.LogLevel;
import dev.runner.log.Redaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Writes log lines to wherever lines go now: standard error, or above the live view.
public final class ConsoleLog implements Log {
  private final LogFormat format;
  private final LogLevel least;
  private final Clock clock;
  private final long startNanos;
  private final Consumer<String> standard;
  private final Redaction redaction = new Redaction();
  private volatile Consumer<String> lines;

  public ConsoleLog(LogFormat format, LogLevel least, Clock clock, Consumer<String> lines) {
    this.format = format;
    this.least = least;
    this.clock = clock;
    this.startNanos = clock.nanoTime();
    this.standard = lines;
    this.lines = lines;
  }

  /// Sends lines elsewhere until [#restore()].
  void redirect(Consumer<String> elsewhere) {
    lines = elsewhere;
  }

  void restore() {
    lines = standard;
  }

  @Override
  public void log(LogLevel level, String message, Map<String, String> fields) {
    if (shows(level)) {
      long now = clock.nanoTime();
      lines.accept(
          format.line(
              TimeUnit.NANOSECONDS.toMillis(clock.epochNanos(now)),
              TimeUnit.NANOSECONDS.toSeconds(now - startNanos),
              level,
              redaction.apply(message),
              clean(fields)));
    }
  }

  private Map<String, String> clean(Map<String, String> fields) {
    var clean = new LinkedHashMap<String, String>();
    fields.forEach((name, value) -> clean.put(name, redaction.apply(value)));
    return clean;
  }

  /// The secrets that are kept out of all lines, and of all else that leaves the program.
  public Redaction redaction() {
    return redaction;
  }

  @Override
  public boolean shows(LogLevel level) {
    return level.compareTo(least) >= 0;
  }
}
