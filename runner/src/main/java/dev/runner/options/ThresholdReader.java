package dev.runner.options;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the option `thresholds`; whether an expression makes sense is not looked at here.
final class ThresholdReader {
  private static final String EXPECTED = "an array of texts or objects";

  private ThresholdReader() {}

  static Map<String, List<ThresholdOptions>> thresholds(@Nullable Object value, String place) {
    var thresholds = new LinkedHashMap<String, List<ThresholdOptions>>();
    JsonValues.object(value, place)
        .forEach(
            (metric, items) ->
                thresholds.put(
                    metric,
                    items == null ? List.of() : list(items, "metric " + quoted(metric, place))));
    return Collections.unmodifiableMap(thresholds);
  }

  private static List<ThresholdOptions> list(Object items, String place) {
    var list = new ArrayList<ThresholdOptions>();
    for (Object item : JsonValues.list(items, EXPECTED, place)) {
      list.add(
          switch (item) {
            case String expression -> new ThresholdOptions(expression, false, Duration.ZERO);
            case Map<?, ?> map -> threshold(JsonValues.object(map, place), place);
            case null, default ->
                throw JsonValues.wrong("each item of " + place, "a text or an object", item);
          });
    }
    return List.copyOf(list);
  }

  private static ThresholdOptions threshold(Map<String, @Nullable Object> item, String place) {
    @Nullable Object abort = item.get("abortOnFail");
    @Nullable Object delay = item.get("delayAbortEval");
    return new ThresholdOptions(
        JsonValues.text(item.get("threshold"), quoted("threshold", place)),
        abort != null && JsonValues.bool(abort, quoted("abortOnFail", place)),
        delay == null ? Duration.ZERO : Durations.of(delay, quoted("delayAbortEval", place)));
  }

  private static String quoted(String key, String place) {
    return "'" + key + "' of " + place;
  }
}
