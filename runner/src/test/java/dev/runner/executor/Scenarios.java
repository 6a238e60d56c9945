package dev.runner.executor;

import dev.runner.json.Json;
import dev.runner.options.ScenarioOptions;
import dev.runner.pace.Mix;
import dev.runner.pace.Pacing;
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

  /// The same scenario, to start after another.
  public static ScenarioOptions after(String other, ScenarioOptions scenario) {
    return with(scenario, other, scenario.exec(), scenario.mix(), scenario.pacing());
  }

  /// The same scenario with several functions.
  public static ScenarioOptions mixed(Mix mix, ScenarioOptions scenario) {
    return with(scenario, scenario.startAfter(), "", mix, scenario.pacing());
  }

  /// The same scenario with pacing.
  public static ScenarioOptions paced(Pacing pacing, ScenarioOptions scenario) {
    return with(scenario, scenario.startAfter(), scenario.exec(), scenario.mix(), pacing);
  }

  private static ScenarioOptions with(
      ScenarioOptions scenario, String startAfter, String exec, Mix mix, Pacing pacing) {
    return new ScenarioOptions(
        scenario.name(),
        scenario.executor(),
        scenario.startTime(),
        startAfter,
        scenario.gracefulStop(),
        exec,
        mix,
        pacing,
        scenario.env(),
        scenario.tags(),
        scenario.settings());
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
        name,
        executor,
        startTime,
        "",
        gracefulStop,
        exec,
        Mix.NONE,
        Pacing.NONE,
        Map.of(),
        Map.of(),
        read);
  }
}
