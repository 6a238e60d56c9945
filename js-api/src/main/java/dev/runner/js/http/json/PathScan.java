package dev.runner.js.http.json;

/// Where parts of a path end: outside of brackets, quotes and escapes.
final class PathScan {
  private PathScan() {}

  /// The first place from `from` on where one of `stops` stands, or the path's length.
  static int find(String path, int from, String stops) {
    int depth = 0;
    for (int i = from; i < path.length(); i++) {
      char c = path.charAt(i);
      if (depth == 0 && stops.indexOf(c) >= 0) {
        return i;
      }
      switch (c) {
        case '\\' -> i++;
        case '"' -> i = endOfQuotes(path, i) - 1;
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth--;
        default -> {}
      }
    }
    return path.length();
  }

  /// The place after the bracket that closes the one at `from`, or -1 if none does.
  static int endOfBrackets(String path, int from) {
    int depth = 0;
    for (int i = from; i < path.length(); i++) {
      switch (path.charAt(i)) {
        case '\\' -> i++;
        case '"' -> i = endOfQuotes(path, i) - 1;
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> {
          if (--depth == 0) {
            return i + 1;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  /// The place after the quotes that begin at `from`.
  static int endOfQuotes(String path, int from) {
    for (int i = from + 1; i < path.length(); i++) {
      if (path.charAt(i) == '\\') {
        i++;
      } else if (path.charAt(i) == '"') {
        return i + 1;
      }
    }
    return path.length();
  }

  /// A text without the backslashes that protect its characters.
  static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && i + 1 < text.length()) {
        i++;
      }
      out.append(text.charAt(i));
    }
    return out.toString();
  }
}
