package dev.runner.executor;

import dev.runner.json.Json;
import dev.runner.options.ScenarioOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Scenarios for tests.
public final class Scenarios {
  private Scenarios() {}

  /// A scenario named `s` that starts at once.
  ///
  /// @param settings JSON, with single quotes for double ones
  public static ScenarioOptions scenario(String executor, Duration gracefulStop, String settings) {
    return scenario("s", executor, Duration.ZERO, gracefulStop, "default", settings);
  }

  public static ScenarioOptions scenario(
      String name,
      String executor,
      Duration startTime,
      Duration gracefulStop,
      String exec,
      String settings) {
    Map<String, Object> read = new LinkedHashMap<>();
    ((Map<?, ?>) Json.parse(settings.replace('\'', '"')))
        .forEach((key, value) -> read.put((String) key, value));
    return new ScenarioOptions(
        name, executor, startTime, gracefulStop, exec, Map.of(), Map.of(), read);
  }
}
