package dev.runner.output.influxdb;

import dev.runner.output.text.TextBytes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Tags that become fields, as they have too many values for an index, each with a type.
///
/// @param kinds by the tag's name
record FieldTags(Map<String, Kind> kinds) {
  /// `vu`, `iter` and `url`.
  static final String DEFAULT = "vu:int,iter:int,url";

  FieldTags {
    kinds = Map.copyOf(kinds);
  }

  /// How a field's value is written.
  enum Kind {
    /// Text in quotes.
    STRING {
      @Override
      boolean append(TextBytes to, String value) {
        to.ascii('"');
        to.text(cut(value).replace("\\", "\\\\").replace("\"", "\\\""));
        to.ascii('"');
        return true;
      }
    },
    /// A whole number.
    INT {
      @Override
      boolean append(TextBytes to, String value) {
        try {
          to.integer(Long.parseLong(value));
          to.ascii('i');
          return true;
        } catch (NumberFormatException _) {
          return false;
        }
      }
    },
    /// Any finite number.
    FLOAT {
      @Override
      boolean append(TextBytes to, String value) {
        try {
          double number = Double.parseDouble(value);
          to.number(number);
          return Double.isFinite(number);
        } catch (NumberFormatException _) {
          return false;
        }
      }
    },
    /// `true` or `false`.
    BOOL {
      @Override
      boolean append(TextBytes to, String value) {
        boolean is = value.equals("true");
        to.ascii(is ? "true" : "false");
        return is || value.equals("false");
      }
    };

    /// The longest text, in characters: InfluxDB takes 64 KB.
    private static final int LONGEST = 16_000;

    /// Appends a value.
    ///
    /// @return whether it is of this kind; if not, the field has to be left out
    abstract boolean append(TextBytes to, String value);

    private static String cut(String text) {
      return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
  }

  /// Reads a list such as `vu:int,url`.
  ///
  /// @throws IllegalArgumentException if a type is unknown; its message is for the user
  static FieldTags parse(String list) {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    for (String part : list.split(",", -1)) {
      int colon = part.indexOf(':');
      String name = (colon < 0 ? part : part.substring(0, colon)).strip();
      String kind = colon < 0 ? "string" : part.substring(colon + 1).strip();
      if (!name.isEmpty()) {
        kinds.put(
            name,
            Arrays.stream(Kind.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(kind))
                .findFirst()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "gives '"
                                + name
                                + "' the unknown type '"
                                + kind
                                + "'; use string, int, float or bool")));
      }
    }
    return new FieldTags(kinds);
  }

  boolean has(String tag) {
    return kinds.containsKey(tag);
  }

  /// The kind of a field; text unless the user chose another.
  Kind kindOf(String tag) {
    return kinds.getOrDefault(tag, Kind.STRING);
  }
}
