package dev.runner.js.url;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A query in the format `application/x-www-form-urlencoded`.
final class FormQuery {
  private final StringBuilder text = new StringBuilder();

  void add(String name, String value) {
    if (!text.isEmpty()) {
      text.append('&');
    }
    append(name);
    text.append('=');
    append(value);
  }

  private void append(String part) {
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c == ' ') {
        text.append('+');
      } else if (isPlain(c)) {
        text.append(c);
      } else {
        PercentSet.escape(b, text);
      }
    }
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '*'
        || c == '-'
        || c == '.'
        || c == '_';
  }

  /// Names and values in turns.
  static List<String> parse(String query) {
    List<String> pairs = new ArrayList<>();
    for (String part : query.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        pairs.add(plain(equals < 0 ? part : part.substring(0, equals)));
        pairs.add(plain(equals < 0 ? "" : part.substring(equals + 1)));
      }
    }
    return pairs;
  }

  private static String plain(String part) {
    String spaced = part.replace('+', ' ');
    return spaced.indexOf('%') < 0 ? spaced : PercentSet.unescape(spaced);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
