package dev.runner.options;

import dev.runner.json.Json;
import dev.runner.options.OptionsLayer.Setting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The merged options as JSON, the way scripts and tools want to see them.
final class OptionsJson {
  /// Scenarios stand for these.
  private static final Set<OptionKey> SHORTCUTS =
      Set.of(OptionKey.VUS, OptionKey.DURATION, OptionKey.ITERATIONS, OptionKey.STAGES);

  /// What k6 does not know, or does not list.
  private static final Set<OptionKey> OWN =
      Set.of(OptionKey.SEED, OptionKey.FAIL_ON_ERRORS, OptionKey.CONNECTIONS, OptionKey.LOCAL_IPS);

  private OptionsJson() {}

  static String write(Map<OptionKey, Setting> settings, Map<String, ScenarioOptions> scenarios) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (OptionKey key : OptionKey.values()) {
      if (!SHORTCUTS.contains(key) && key != OptionKey.PROXIES) {
        @Nullable Setting setting = settings.get(key);
        all.put(
            key.jsonKey(),
            key == OptionKey.SCENARIOS
                ? json(scenarios)
                : setting == null ? null : json(setting.value()));
      }
    }
    return Json.write(all);
  }

  /// Every option as it was given, null for those that were not, in the order in which options are
  /// listed.
  static Map<String, @Nullable Object> list(Map<OptionKey, Setting> settings) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (OptionKey key : OptionKey.values()) {
      @Nullable Setting setting = settings.get(key);
      if (key != OptionKey.PROXIES && (setting != null || !OWN.contains(key))) {
        all.put(key.jsonKey(), setting == null ? null : json(setting.value()));
      }
    }
    return all;
  }

  static @Nullable Object json(@Nullable Object value) {
    return switch (value) {
      case Duration duration -> Durations.format(duration);
      case ThresholdOptions threshold -> threshold(threshold);
      case ScenarioOptions scenario -> scenario(scenario);
      case List<?> list -> list.stream().map(OptionsJson::json).toList();
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> converted = new LinkedHashMap<>();
        map.forEach((name, item) -> converted.put(String.valueOf(name), json(item)));
        yield converted;
      }
      case null, default -> value;
    };
  }

  private static Object threshold(ThresholdOptions threshold) {
    if (!threshold.abortOnFail()) {
      return threshold.expression();
    }
    var object = new LinkedHashMap<String, Object>();
    object.put("threshold", threshold.expression());
    object.put("abortOnFail", true);
    object.put("delayAbortEval", Durations.format(threshold.delayAbortEval()));
    return object;
  }

  private static Map<String, @Nullable Object> scenario(ScenarioOptions scenario) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("executor", scenario.executor());
    object.put("startTime", Durations.format(scenario.startTime()));
    object.put("gracefulStop", Durations.format(scenario.gracefulStop()));
    object.put("env", scenario.env());
    object.put("exec", scenario.exec());
    object.put("tags", scenario.tags());
    scenario.settings().forEach((name, value) -> object.put(name, json(value)));
    return object;
  }
}
