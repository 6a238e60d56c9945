package dev.runner.js.http.json;

/// A text that is not JSON.
public final class JsonSyntaxFault extends Exception {
  private static final long serialVersionUID = 1L;

  JsonSyntaxFault(String text, int at, String problem) {
    super(describe(text, at, problem));
  }

  private static String describe(String text, int at, String problem) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < Math.min(at, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return "line " + line + ", character " + (at - lineStart + 1) + ": " + problem;
  }

  /// Place and problem, such as `line 1, character 3: ...`.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
