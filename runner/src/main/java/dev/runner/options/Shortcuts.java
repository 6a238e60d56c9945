package dev.runner.options;

import dev.runner.options.OptionsLayer.Setting;
import dev.runner.pace.Mix;
import dev.runner.pace.Pacing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns the options `vus`, `iterations`, `duration` and `stages` into the one scenario they stand
/// for, `default`.
final class Shortcuts {
  private static final List<OptionKey[]> EXCLUSIVE =
      List.of(
          new OptionKey[] {OptionKey.DURATION, OptionKey.STAGES},
          new OptionKey[] {OptionKey.ITERATIONS, OptionKey.STAGES},
          new OptionKey[] {OptionKey.DURATION, OptionKey.SCENARIOS},
          new OptionKey[] {OptionKey.ITERATIONS, OptionKey.SCENARIOS},
          new OptionKey[] {OptionKey.STAGES, OptionKey.SCENARIOS});

  private final Map<OptionKey, Setting> settings;
  private final List<String> warnings;

  private Shortcuts(Map<OptionKey, Setting> settings, List<String> warnings) {
    this.settings = settings;
    this.warnings = warnings;
  }

  /// The scenarios that run, by name.
  ///
  /// @param warnings receives what the user should know of
  /// @throws OptionsFault if two of the options exclude each other
  static Map<String, ScenarioOptions> scenarios(
      Map<OptionKey, Setting> merged, List<String> warnings) {
    var present = new LinkedHashMap<>(merged);
    for (OptionKey key : List.of(OptionKey.STAGES, OptionKey.SCENARIOS)) {
      @Nullable Setting setting = present.get(key);
      if (setting != null && isEmpty(setting.value())) {
        warnings.add(setting.place() + " is empty and has no effect");
        present.remove(key);
      }
    }
    return new Shortcuts(present, warnings).derive();
  }

  private static boolean isEmpty(Object value) {
    return value instanceof List<?> list
        ? list.isEmpty()
        : value instanceof Map<?, ?> map && map.isEmpty();
  }

  private Map<String, ScenarioOptions> derive() {
    rejectExclusive();
    @Nullable Object vus = value(OptionKey.VUS);
    @Nullable Object iterations = value(OptionKey.ITERATIONS);
    @Nullable Object duration = value(OptionKey.DURATION);
    @Nullable Object stages = value(OptionKey.STAGES);
    Object users = vus == null ? 1L : vus;
    if (iterations != null) {
      var settings = settings("vus", users, "iterations", iterations);
      if (duration != null) {
        settings.put("maxDuration", Durations.format((Duration) duration));
      }
      return scenario("shared-iterations", settings);
    }
    if (duration != null) {
      return scenario(
          "constant-vus",
          settings("vus", users, "duration", Durations.format((Duration) duration)));
    }
    if (stages != null) {
      return scenario("ramping-vus", settings("startVUs", users, "stages", stages));
    }
    @Nullable Object scenarios = value(OptionKey.SCENARIOS);
    if (vus != null) {
      if (scenarios != null) {
        warnings.add("vus=" + vus + " overrides scenarios");
      }
      return scenario("shared-iterations", settings("vus", vus, "iterations", vus));
    }
    return scenarios == null
        ? scenario("per-vu-iterations", settings("vus", 1L, "iterations", 1L))
        : castScenarios(scenarios);
  }

  private void rejectExclusive() {
    for (OptionKey[] pair : EXCLUSIVE) {
      @Nullable Setting one = settings.get(pair[0]);
      @Nullable Setting other = settings.get(pair[1]);
      if (one != null && other != null) {
        throw new OptionsFault(
            one.place()
                + " and "
                + other.place()
                + " cannot be used together; give only one of them");
      }
    }
  }

  private @Nullable Object value(OptionKey key) {
    @Nullable Setting setting = settings.get(key);
    return setting == null ? null : setting.value();
  }

  @SuppressWarnings("unchecked") // what ValueKind.SCENARIOS reads
  private static Map<String, ScenarioOptions> castScenarios(Object scenarios) {
    return (Map<String, ScenarioOptions>) scenarios;
  }

  private static Map<String, Object> settings(
      String key, Object value, String otherKey, Object otherValue) {
    var settings = new LinkedHashMap<String, Object>();
    settings.put(key, value);
    settings.put(otherKey, otherValue);
    return settings;
  }

  private static Map<String, ScenarioOptions> scenario(
      String executor, Map<String, Object> settings) {
    var scenario =
        new ScenarioOptions(
            "default",
            executor,
            Duration.ZERO,
            "",
            ScenarioReader.DEFAULT_GRACEFUL_STOP,
            ScenarioReader.DEFAULT_EXEC,
            Mix.NONE,
            Pacing.NONE,
            Map.of(),
            Map.of(),
            settings);
    return Map.of(scenario.name(), scenario);
  }
}
