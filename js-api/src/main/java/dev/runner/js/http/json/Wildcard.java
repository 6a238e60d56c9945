package dev.runner.js.http.json;

/// Patterns in which `*` stands for any characters, `?` for one and `\` protects the next.
final class Wildcard {
  private Wildcard() {}

  static boolean isPattern(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '*' || c == '?') {
        return true;
      }
    }
    return false;
  }

  /// Whether all of `text` fits the pattern. Takes time proportional to the product of both lengths
  /// at worst.
  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int starAt = -1;
    int starText = 0;
    while (t < text.length()) {
      char c = p < pattern.length() ? pattern.charAt(p) : 0;
      boolean ended = p >= pattern.length();
      if (!ended && c == '*') {
        starAt = p++;
        starText = t;
        continue;
      }
      int width = 1;
      boolean same;
      if (!ended && c == '\\' && p + 1 < pattern.length()) {
        width = 2;
        same = pattern.charAt(p + 1) == text.charAt(t);
      } else {
        same = !ended && (c == '?' || c == text.charAt(t));
      }
      if (same) {
        p += width;
        t++;
      } else if (starAt >= 0) {
        p = starAt + 1;
        t = ++starText;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
