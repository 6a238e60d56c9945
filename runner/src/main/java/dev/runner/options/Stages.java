package dev.runner.options;

import dev.runner.spelling.Suggestions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the shortcut option `stages` into the form in which scenarios say it: a list of maps with
/// `duration` and `target`, each of the right type but perhaps absent.
final class Stages {
  private static final Set<String> KEYS = Set.of("duration", "target");

  private Stages() {}

  static List<Map<String, Object>> fromJson(@Nullable Object value, String place) {
    List<@Nullable Object> items = JsonValues.list(value, "an array of stages", place);
    var stages = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < items.size(); i++) {
      Map<String, @Nullable Object> item =
          JsonValues.object(items.get(i), "stage " + (i + 1) + " of " + place);
      var stage = new LinkedHashMap<String, Object>();
      @Nullable Object duration = item.get("duration");
      if (duration != null) {
        String what = "duration of stage " + (i + 1) + " of " + place;
        stage.put("duration", Durations.format(Durations.of(duration, what)));
      }
      @Nullable Object target = item.get("target");
      if (target != null) {
        String what = "target of stage " + (i + 1) + " of " + place;
        stage.put("target", JsonValues.integer(target, what));
      }
      stages.add(Collections.unmodifiableMap(stage));
    }
    return List.copyOf(stages);
  }

  /// @param texts such as `30s:10`
  static List<Map<String, Object>> fromTexts(List<String> texts, String place) {
    var stages = new ArrayList<Map<String, Object>>();
    for (String text : texts) {
      int colon = text.indexOf(':');
      if (colon < 0) {
        throw JsonValues.wrong(place, "stages such as 30s:10", text);
      }
      String what = "stage '" + text + "' of " + place;
      var stage = new LinkedHashMap<String, Object>();
      stage.put(
          "duration",
          Durations.format(Durations.of(text.substring(0, colon), "duration of " + what)));
      stage.put("target", JsonValues.integer(text.substring(colon + 1), "target of " + what));
      stages.add(Collections.unmodifiableMap(stage));
    }
    return List.copyOf(stages);
  }

  /// The keys in a well-formed list of stages that mean nothing, such as `stages[0].vus`.
  static List<String> unknownKeys(Object value) {
    var unknown = new ArrayList<String>();
    if (value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i) instanceof Map<?, ?> stage) {
          for (Object key : stage.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
              unknown.add(
                  "stages["
                      + i
                      + "]."
                      + key
                      + Suggestions.nearest(String.valueOf(key), KEYS)
                          .map(meant -> " (did you mean '" + meant + "'?)")
                          .orElse(""));
            }
          }
        }
      }
    }
    return unknown;
  }
}
