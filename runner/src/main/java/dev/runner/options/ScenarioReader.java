package dev.runner.options;

import dev.runner.pace.Mix;
import dev.runner.pace.Pacing;
import dev.runner.spelling.Suggestions;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the option `scenarios`; what no executor can accept is left to [ScenarioOptions#problems].
final class ScenarioReader {
  static final Duration DEFAULT_GRACEFUL_STOP = Duration.ofSeconds(30);
  static final String DEFAULT_EXEC = "default";

  /// The keys that all executors share.
  static final List<String> KEYS =
      List.of(
          "executor",
          "exec",
          "weights",
          "weightsOrder",
          "pacing",
          "startAfter",
          "startTime",
          "gracefulStop",
          "env",
          "tags",
          "options");

  private static final List<String> ORDERS = List.of("roundRobin", "random");
  private static final List<String> PACING_KEYS = List.of("min", "max");

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
    String exec = json.get("weights") == null ? DEFAULT_EXEC : "";
    Map<String, Long> weights = Map.of();
    boolean randomOrder = false;
    Pacing pacing = Pacing.NONE;
    String startAfter = "";
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
        case "weights" -> weights = weights(value, what);
        case "weightsOrder" -> {
          randomOrder = isRandom(value, what);
          if (json.get("weights") == null) {
            throw new OptionsFault(what + " needs weights beside it");
          }
        }
        case "pacing" -> pacing = pacing(value, what);
        case "startAfter" -> startAfter = JsonValues.text(value, what);
        case "startTime" -> startTime = Durations.of(value, what);
        case "gracefulStop" -> gracefulStop = Durations.of(value, what);
        case "env" -> env = JsonValues.textMap(value, what);
        case "tags" -> tags = JsonValues.textMap(value, what);
        case "options" -> checkBrowserOptions(JsonValues.object(value, what), what);
        default -> settings.put(entry.getKey(), value);
      }
    }
    return new ScenarioOptions(
        name,
        executor,
        startTime,
        startAfter,
        gracefulStop,
        exec,
        new Mix(weights, randomOrder),
        pacing,
        env,
        tags,
        settings);
  }

  /// Reads `{ browse: 7, buy: 2 }`.
  private static Map<String, Long> weights(Object value, String what) {
    var weights = new LinkedHashMap<String, Long>();
    JsonValues.object(value, what)
        .forEach(
            (function, weight) ->
                weights.put(
                    function,
                    JsonValues.integer(weight, "weight of '" + function + "' in " + what)));
    if (weights.isEmpty()) {
      throw JsonValues.wrong(what, "an object with the weight of each function", value);
    }
    return weights;
  }

  /// Reads `'roundRobin'` or `'random'`; returns whether it is the latter.
  private static boolean isRandom(Object value, String what) {
    String order = JsonValues.text(value, what);
    if (!ORDERS.contains(order)) {
      throw new OptionsFault(
          what
              + " must be 'roundRobin' or 'random', found '"
              + order
              + "'"
              + Suggestions.didYouMean(order, ORDERS));
    }
    return order.equals("random");
  }

  /// Reads `'1s'` or `{ min: '1s', max: '3s' }`.
  private static Pacing pacing(Object value, String what) {
    if (!(value instanceof Map<?, ?>)) {
      long fixed = Durations.of(value, what).toNanos();
      return new Pacing(fixed, fixed);
    }
    Map<String, @Nullable Object> given = JsonValues.object(value, what);
    for (String key : given.keySet()) {
      if (!PACING_KEYS.contains(key)) {
        throw new OptionsFault(
            what + " has the unknown key '" + key + "'" + Suggestions.didYouMean(key, PACING_KEYS));
      }
    }
    @Nullable Object min = given.get("min");
    @Nullable Object max = given.get("max");
    if (min == null || max == null) {
      throw new OptionsFault(what + " needs both min and max, or one time instead of the object");
    }
    return new Pacing(
        Durations.of(min, "'min' of " + what).toNanos(),
        Durations.of(max, "'max' of " + what).toNanos());
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
