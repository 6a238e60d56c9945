package dev.runner.options;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes JSON values as the type that an option needs. Each method throws [OptionsFault] with one
/// line that says what was to be found and what was.
final class JsonValues {
  private JsonValues() {}

  /// A whole number, also when written as a text.
  static long integer(@Nullable Object value, String what) {
    @Nullable Long read =
        switch (value) {
          case Long number -> number;
          case Integer number -> number.longValue();
          case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
              number.longValue();
          case String text -> tryInteger(text);
          case null, default -> null;
        };
    if (read == null) {
      throw wrong(what, "a whole number", value);
    }
    return read;
  }

  /// The whole number that a text stands for, or null.
  static @Nullable Long tryInteger(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  static boolean bool(@Nullable Object value, String what) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(what, "true or false", value);
  }

  static String text(@Nullable Object value, String what) {
    if (value instanceof String text) {
      return text;
    }
    throw wrong(what, "a text", value);
  }

  static List<String> texts(@Nullable Object value, String what) {
    var texts = new ArrayList<String>();
    for (Object item : list(value, "an array of texts", what)) {
      if (!(item instanceof String text)) {
        throw wrong(what, "an array of texts", value);
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }

  /// Texts by name; a value that is null counts as the empty text.
  static Map<String, String> textMap(@Nullable Object value, String what) {
    var texts = new LinkedHashMap<String, String>();
    object(value, what)
        .forEach(
            (key, item) ->
                texts.put(key, item == null ? "" : text(item, "'" + key + "' of " + what)));
    return Collections.unmodifiableMap(texts);
  }

  static Map<String, @Nullable Object> object(@Nullable Object value, String what) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(what, "an object", value);
    }
    var copy = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((key, item) -> copy.put(String.valueOf(key), item));
    return Collections.unmodifiableMap(copy);
  }

  static List<@Nullable Object> list(@Nullable Object value, String expected, String what) {
    if (!(value instanceof List<?> items)) {
      throw wrong(what, expected, value);
    }
    return Collections.unmodifiableList(new ArrayList<@Nullable Object>(items));
  }

  static OptionsFault wrong(String what, String expected, @Nullable Object found) {
    return new OptionsFault(what + " must be " + expected + ", found " + describe(found));
  }

  /// A value for the eyes of the user, short.
  static String describe(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "'" + text + "'";
      case List<?> items -> items.isEmpty() ? "an empty array" : "an array";
      case Map<?, ?> map -> map.isEmpty() ? "an empty object" : "an object";
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
          Long.toString(number.longValue());
      default -> value.toString();
    };
  }
}
