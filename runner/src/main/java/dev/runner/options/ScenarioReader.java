package dev.runner.options;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the option `scenarios` and checks what all executors share.
final class ScenarioReader {
  static final Duration DEFAULT_GRACEFUL_STOP = Duration.ofSeconds(30);
  static final String DEFAULT_EXEC = "default";

  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_-]+");

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

  /// @throws OptionsFault that lists all problems of all scenarios
  static void check(Iterable<ScenarioOptions> scenarios, ScenarioCheck executors) {
    var problems = new ArrayList<String>();
    for (ScenarioOptions scenario : scenarios) {
      List<String> own = problems(scenario, executors);
      if (!own.isEmpty()) {
        problems.add("scenario " + scenario.name() + ": " + String.join(", ", own));
      }
    }
    if (!problems.isEmpty()) {
      throw OptionsFault.ofScenarios(problems);
    }
  }

  private static List<String> problems(ScenarioOptions scenario, ScenarioCheck executors) {
    var problems = new ArrayList<String>();
    if (!NAME.matcher(scenario.name()).matches()) {
      problems.add("its name must consist of letters, digits, _ and -");
    }
    if (scenario.exec().isEmpty()) {
      problems.add("exec must not be empty");
    }
    if (scenario.startTime().isNegative()) {
      problems.add("startTime must not be negative");
    }
    if (scenario.gracefulStop().isNegative()) {
      problems.add("gracefulStop must not be negative");
    }
    if (scenario.executor().isEmpty()) {
      problems.add("executor is missing; give one such as 'constant-vus'");
    } else {
      problems.addAll(executors.problems(scenario));
    }
    return problems;
  }
}
