package dev.runner.options;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The type of an option: how its value is read from JSON, from an environment variable and from
/// flags. What makes no sense is an [OptionsFault] that begins with the place of the value.
enum ValueKind {
  /// A `Boolean`.
  BOOLEAN {
    @Override
    Object fromJson(Object value, String place) {
      return JsonValues.bool(value, place);
    }

    @Override
    Object fromText(String text, String place) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw JsonValues.wrong(place, "true or false", text);
      };
    }
  },

  /// A `Long`.
  INTEGER {
    @Override
    Object fromJson(Object value, String place) {
      return JsonValues.integer(value, place);
    }
  },

  /// A [Duration].
  DURATION {
    @Override
    Object fromJson(Object value, String place) {
      return Durations.of(value, place);
    }
  },

  /// A `String`.
  TEXT {
    @Override
    Object fromJson(Object value, String place) {
      return JsonValues.text(value, place);
    }
  },

  /// `s`, `ms`, `us` or empty; JSON may say anything else, to no effect.
  TIME_UNIT {
    private static final Set<String> UNITS = Set.of("", "s", "ms", "us");

    @Override
    Object fromJson(Object value, String place) {
      String unit = JsonValues.text(value, place);
      return UNITS.contains(unit) ? unit : "";
    }

    @Override
    Object fromText(String text, String place) {
      if (!UNITS.contains(text)) {
        throw JsonValues.wrong(place, "one of s, ms, us", text);
      }
      return text;
    }
  },

  /// A `List<String>`; as one text separated by commas.
  TEXTS {
    @Override
    Object fromJson(Object value, String place) {
      return JsonValues.texts(value, place);
    }

    @Override
    Object fromText(String text, String place) {
      return split(text);
    }

    @Override
    Object fromFlags(List<String> values, String place) {
      return fromText(String.join(",", values), place);
    }
  },

  /// A `Map<String, String>`; in the environment `a:b,c:d`, as flags `a=b` each.
  TAGS {
    @Override
    Object fromJson(Object value, String place) {
      return JsonValues.textMap(value, place);
    }

    @Override
    Object fromText(String text, String place) {
      var tags = new LinkedHashMap<String, String>();
      for (String tag : split(text)) {
        int colon = tag.indexOf(':');
        if (colon <= 0) {
          throw JsonValues.wrong(place, "tags such as name:value,other:value", tag);
        }
        tags.put(tag.substring(0, colon), tag.substring(colon + 1));
      }
      return Collections.unmodifiableMap(tags);
    }

    @Override
    Object fromFlags(List<String> values, String place) {
      var tags = new LinkedHashMap<String, String>();
      for (String tag : values) {
        int equals = tag.indexOf('=');
        if (equals <= 0 || equals == tag.length() - 1) {
          throw JsonValues.wrong(place, "a tag such as name=value, neither part empty", tag);
        }
        tags.put(tag.substring(0, equals), tag.substring(equals + 1));
      }
      return Collections.unmodifiableMap(tags);
    }
  },

  /// A list of maps with `duration` and `target`; as text `30s:10,1m:0`.
  STAGES {
    @Override
    Object fromJson(Object value, String place) {
      return Stages.fromJson(value, place);
    }

    @Override
    Object fromText(String text, String place) {
      return Stages.fromTexts(split(text), place);
    }

    @Override
    Object fromFlags(List<String> values, String place) {
      return fromText(String.join(",", values), place);
    }
  },

  /// A map of [ScenarioOptions] by name, not yet checked.
  SCENARIOS {
    @Override
    Object fromJson(Object value, String place) {
      return ScenarioReader.scenarios(value, place);
    }
  },

  /// A map of lists of [ThresholdOptions] by metric.
  THRESHOLDS {
    @Override
    Object fromJson(Object value, String place) {
      return ThresholdReader.thresholds(value, place);
    }
  },

  /// A map as it stands.
  OBJECT {
    @Override
    Object fromJson(Object value, String place) {
      return JsonValues.object(value, place);
    }
  },

  /// A list of maps as they stand.
  OBJECTS {
    @Override
    Object fromJson(Object value, String place) {
      var objects = new ArrayList<Map<String, @Nullable Object>>();
      for (Object item : JsonValues.list(value, "an array of objects", place)) {
        objects.add(JsonValues.object(item, "each item of " + place));
      }
      return List.copyOf(objects);
    }
  },

  /// A map in JSON, `key=value,key=value` elsewhere.
  SETTINGS {
    @Override
    Object fromJson(Object value, String place) {
      return JsonValues.object(value, place);
    }

    @Override
    Object fromText(String text, String place) {
      var settings = new LinkedHashMap<String, String>();
      for (String part : split(text)) {
        int equals = part.indexOf('=');
        if (equals <= 0) {
          throw JsonValues.wrong(place, "settings such as key=value,key=value", text);
        }
        settings.put(part.substring(0, equals), part.substring(equals + 1));
      }
      return Collections.unmodifiableMap(settings);
    }
  },

  /// One TLS version, or a map with `min` and `max`.
  TLS_VERSION {
    private static final Set<String> VERSIONS =
        Set.of("", "ssl3.0", "tls1.0", "tls1.1", "tls1.2", "tls1.3");

    @Override
    Object fromJson(Object value, String place) {
      if (value instanceof Map<?, ?>) {
        Map<String, String> range = JsonValues.textMap(value, place);
        range.values().forEach(version -> check(version, place));
        return range;
      }
      return check(value, place);
    }

    private static String check(Object value, String place) {
      if (value instanceof String version && VERSIONS.contains(version)) {
        return version;
      }
      throw JsonValues.wrong(
          place, "one of tls1.0, tls1.1, tls1.2, tls1.3 or an object with min and max", value);
    }
  };

  abstract Object fromJson(Object value, String place);

  /// The value that the text of an environment variable stands for.
  Object fromText(String text, String place) {
    return fromJson(text, place);
  }

  /// The value that a flag given once or several times stands for; mostly the last one counts.
  Object fromFlags(List<String> values, String place) {
    return fromText(values.getLast(), place);
  }

  private static List<String> split(String text) {
    var parts = new ArrayList<String>();
    for (String part : text.split(",")) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return List.copyOf(parts);
  }
}
