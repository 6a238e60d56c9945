package dev.runner.metrics;

import dev.runner.log.Log;
import dev.runner.log.LogLevel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps log lines for tests.
public final class RecordedLog implements Log {
  public final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void log(LogLevel level, String message, Map<String, String> fields) {
    lines.add(level.label() + ": " + message);
  }

  @Override
  public boolean shows(LogLevel level) {
    return true;
  }
}
