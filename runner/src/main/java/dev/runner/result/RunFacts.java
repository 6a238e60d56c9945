package dev.runner.result;

import java.util.List;

/// What was run, and how its results are to be shown.
///
/// @param script as the user called it, such as `load.js`
/// @param scriptText the text of its main file
/// @param seed what all random numbers came from
/// @param version of this program, such as `0.1.0`
/// @param startEpochNanos when the test began, in nanoseconds since 1970
/// @param durationNanos how long it ran, setup and teardown included
/// @param optionsJson all options as scripts see them
/// @param scenarios in the order of their start
/// @param trendStats the statistics that summaries show of trends, such as `p(95)`
/// @param timeUnit of times in summaries: `s`, `ms` or `us`; empty for whatever fits each
public record RunFacts(
    String script,
    String scriptText,
    long seed,
    String version,
    long startEpochNanos,
    long durationNanos,
    String optionsJson,
    List<Scenario> scenarios,
    List<String> trendStats,
    String timeUnit) {
  private static final String DEFAULT = "default";

  public RunFacts {
    scenarios = List.copyOf(scenarios);
    trendStats = List.copyOf(trendStats);
  }

  /// One scenario.
  ///
  /// @param executor its name, such as `constant-vus`
  /// @param description what it does, in one line for the user
  public record Scenario(String name, String executor, String description) {}

  /// Whether there was nothing but the scenario that runs where the user names none.
  public boolean onlyDefaultScenario() {
    return scenarios.size() == 1 && scenarios.getFirst().name().equals(DEFAULT);
  }
}
