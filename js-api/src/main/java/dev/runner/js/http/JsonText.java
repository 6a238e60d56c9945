package dev.runner.js.http;

import dev.runner.js.http.json.Json;
import dev.runner.transport.HttpCall.Header;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON texts from which a script's engine makes the objects in a response: one call across the
/// boundary instead of one a member.
final class JsonText {
  private JsonText() {}

  /// Names to values, repeated ones joined by a comma and a space.
  static String joinedHeaders(List<Header> headers) {
    var joined = new LinkedHashMap<String, String>();
    for (Header header : headers) {
      joined.merge(RequestHeaders.canonical(header.name()), header.value(), (a, b) -> a + ", " + b);
    }
    var out = new StringBuilder("{");
    joined.forEach(
        (name, value) -> {
          name(name, out);
          Json.quote(value, out);
        });
    return out.append('}').toString();
  }

  /// An object whose members are arrays of texts.
  static String lists(Map<String, List<String>> lists) {
    var out = new StringBuilder("{");
    lists.forEach(
        (name, values) -> {
          name(name, out);
          array(values, true, out);
        });
    return out.append('}').toString();
  }

  /// An object whose members are arrays of values that are JSON already.
  static String listsOfJson(Map<String, List<String>> lists) {
    var out = new StringBuilder("{");
    lists.forEach(
        (name, values) -> {
          name(name, out);
          array(values, false, out);
        });
    return out.append('}').toString();
  }

  /// Begins an object's member of that name.
  static void name(String name, StringBuilder out) {
    if (out.charAt(out.length() - 1) != '{') {
      out.append(',');
    }
    Json.quote(name, out);
    out.append(':');
  }

  private static void array(List<String> values, boolean quoted, StringBuilder out) {
    char before = '[';
    for (String value : values) {
      out.append(before);
      if (quoted) {
        Json.quote(value, out);
      } else {
        out.append(value);
      }
      before = ',';
    }
    out.append(before == '[' ? "[]" : "]");
  }
}
