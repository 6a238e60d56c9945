package dev.runner.threshold;

import dev.runner.sample.Tags;
import java.util.LinkedHashMap;
import java.util.Map;

/// What thresholds apply to: a metric, or those of its samples that carry certain tags.
///
/// @param text as the user wrote it, such as `http_reqs{status:200}`
/// @param metricName the part before the brace
/// @param filter the tags in the braces; empty if there are none
record MetricKey(String text, String metricName, Tags filter) {

  /// @throws ThresholdFault if the text is no metric name with optional tags
  static MetricKey parse(String text) {
    int open = text.indexOf('{');
    if (open < 0) {
      if (text.indexOf('}') >= 0) {
        throw fault(text, "there is a '}' without '{'");
      }
      return new MetricKey(text, text, Tags.EMPTY);
    }
    String name = text.substring(0, open);
    if (!name.equals(name.stripTrailing())) {
      throw fault(text, "remove the space before '{'");
    }
    if (!text.endsWith("}")) {
      throw fault(
          text,
          text.indexOf('}') < 0 ? "the closing '}' is missing" : "nothing may follow the '}'");
    }
    String inside = text.substring(open + 1, text.length() - 1);
    if (inside.isBlank()) {
      throw fault(text, "there are no tags between the braces");
    }
    return new MetricKey(text, name, Tags.of(tags(text, inside)));
  }

  private static Map<String, String> tags(String text, String inside) {
    Map<String, String> tags = new LinkedHashMap<>();
    int at = 0;
    while (at <= inside.length()) {
      int end = endOfPair(inside, at);
      String pair = inside.substring(at, end).strip();
      if (pair.isEmpty()) {
        throw fault(text, "there is a comma too many");
      }
      int colon = pair.indexOf(':');
      if (colon < 0) {
        throw fault(text, "'" + pair + "' has no ':'");
      }
      String name = pair.substring(0, colon).strip();
      String value = pair.substring(colon + 1).strip();
      if (name.isEmpty()) {
        throw fault(text, "'" + pair + "' has no tag name before the ':'");
      }
      if (value.isEmpty()) {
        throw fault(text, "'" + pair + "' has no value after the ':'");
      }
      tags.put(name, unquote(value));
      at = end + 1;
    }
    return tags;
  }

  /// The place of the next comma that is not inside a quoted value, or the end.
  private static int endOfPair(String inside, int from) {
    int colon = inside.indexOf(':', from);
    int comma = inside.indexOf(',', from);
    if (colon >= 0 && colon < comma) {
      int value = colon + 1;
      while (value < inside.length() && Character.isWhitespace(inside.charAt(value))) {
        value++;
      }
      char quote = inside.charAt(value);
      if (quote == '"' || quote == '\'') {
        int closing = inside.indexOf(quote, value + 1);
        if (closing >= 0) {
          comma = inside.indexOf(',', closing);
        }
      }
    }
    return comma < 0 ? inside.length() : comma;
  }

  private static String unquote(String value) {
    char first = value.charAt(0);
    boolean quoted =
        value.length() > 1
            && (first == '"' || first == '\'')
            && value.charAt(value.length() - 1) == first;
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static ThresholdFault fault(String text, String what) {
    return new ThresholdFault(
        "thresholds: invalid metric '"
            + text
            + "': "
            + what
            + "; write metric{tag:value,tag2:value2}");
  }
}
