package dev.runner.console;

import dev.runner.json.Json;
import dev.runner.log.LogLevel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Turns one log entry into one line of text, without its end of line.
@FunctionalInterface
public interface LogFormat {
  /// @param epochMillis the wall-clock time
  /// @param seconds since the program started
  String line(
      long epochMillis, long seconds, LogLevel level, String message, Map<String, String> fields);

  /// `time="2026-11-21T02:37:27Z" level=error msg="…" hint="…"`, one line whatever the message.
  static LogFormat text() {
    return (epochMillis, seconds, level, message, fields) -> {
      var line = new StringBuilder();
      line.append("time=\"").append(time(epochMillis)).append("\" level=").append(level.label());
      line.append(" msg=").append(Quoting.always(message));
      fields.forEach(
          (name, value) ->
              line.append(' ').append(name).append('=').append(Quoting.ifNeeded(value)));
      return line.toString();
    };
  }

  /// `ERRO[0003] message hint="…"`: the message as it is, over several lines if it has them.
  static LogFormat terminal(boolean colours) {
    return (epochMillis, seconds, level, message, fields) -> {
      String name = level.label().toUpperCase(Locale.ROOT).substring(0, 4);
      var line = new StringBuilder();
      line.append(colours ? "\u001b[" + colour(level) + "m" + name + "\u001b[0m" : name);
      line.append(String.format(Locale.ROOT, "[%04d] %s", seconds, message));
      String gap = "  ";
      for (Map.Entry<String, String> field : fields.entrySet()) {
        line.append(gap).append(' ').append(field.getKey()).append('=');
        line.append(Quoting.ifNeeded(field.getValue()));
        gap = "";
      }
      return line.toString();
    };
  }

  /// `{"level":"info","msg":"…","source":"console","time":"…"}`.
  static LogFormat json() {
    return (epochMillis, seconds, level, message, fields) -> {
      var entry = new LinkedHashMap<String, Object>(fields);
      entry.put("level", level.label());
      entry.put("msg", message);
      entry.put("time", time(epochMillis));
      return Json.write(entry);
    };
  }

  /// The message alone.
  static LogFormat raw() {
    return (epochMillis, seconds, level, message, fields) -> message;
  }

  private static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static int colour(LogLevel level) {
    return switch (level) {
      case DEBUG -> 37;
      case INFO -> 36;
      case WARNING -> 33;
      case ERROR -> 31;
    };
  }
}
