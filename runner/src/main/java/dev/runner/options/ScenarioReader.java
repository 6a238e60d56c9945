package dev.runner.options;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the option `scenarios`; what no executor can accept is left to [ScenarioOptions#problems].
final class ScenarioReader {
  static final Duration DEFAULT_GRACEFUL_STOP = Duration.ofSeconds(30);
  static final String DEFAULT_EXEC = "default";

  private ScenarioReader() {}

  /// The scenarios by name, of the right types but not yet checked; one without an executor has the
  /// empty name in its place.
  static Map<String, ScenarioOptions> scenarios(@Nullable Object value, String place) {
    var scenarios = new LinkedHashMap<String, ScenarioOptions>();
    JsonValues.object(value, place)
        .forEach(
            (name, item) -> {
              String what = "scenario '" + name + "' of " + place;
              scenarios.put(name, scenario(name, JsonValues.object(item, what), what));
            });
    return Collections.unmodifiableMap(scenarios);
  }

  private static ScenarioOptions scenario(
      String name, Map<String, @Nullable Object> json, String place) {
    String executor = "";
    String exec = DEFAULT_EXEC;
    Duration startTime = Duration.ZERO;
    Duration gracefulStop = DEFAULT_GRACEFUL_STOP;
    Map<String, String> env = Map.of();
    Map<String, String> tags = Map.of();
    var settings = new LinkedHashMap<String, Object>();
    for (Map.Entry<String, @Nullable Object> entry : json.entrySet()) {
      @Nullable Object value = entry.getValue();
      if (value == null) {
        continue;
      }
      String what = "'" + entry.getKey() + "' of " + place;
      switch (entry.getKey()) {
        case "executor" -> executor = JsonValues.text(value, what);
        case "exec" -> exec = JsonValues.text(value, what);
        case "startTime" -> startTime = Durations.of(value, what);
        case "gracefulStop" -> gracefulStop = Durations.of(value, what);
        case "env" -> env = JsonValues.textMap(value, what);
        case "tags" -> tags = JsonValues.textMap(value, what);
        case "options" -> checkBrowserOptions(JsonValues.object(value, what), what);
        default -> settings.put(entry.getKey(), value);
      }
    }
    return new ScenarioOptions(name, executor, startTime, gracefulStop, exec, env, tags, settings);
  }

  private static void checkBrowserOptions(Map<String, @Nullable Object> options, String place) {
    options.forEach(
        (key, value) -> {
          if (!key.equals("browser")) {
            throw new OptionsFault(place + " has the unknown key '" + key + "'; remove it");
          }
        });
  }
}
