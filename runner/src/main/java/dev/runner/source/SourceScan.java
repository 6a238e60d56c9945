package dev.runner.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A look at the statements of a JavaScript text without parsing it: which modules it imports, and
/// whether it is an ES module. Comments, strings, templates and regular expressions are skipped.
public final class SourceScan {
  private static final Pattern MODULE_WORD = Pattern.compile("\\b(?:import|export)\\b");
  private static final Pattern COMMON_WORD =
      Pattern.compile(
          "\\bmodule\\s*\\.\\s*exports\\b|\\bexports\\s*[.\\[]|\\brequire\\s*\\(|[(,]\\s*exports\\s*[,)]");

  /// Words after which a slash begins a regular expression.
  private static final Set<String> BEFORE_EXPRESSION =
      Set.of(
          "return",
          "typeof",
          "case",
          "in",
          "of",
          "delete",
          "void",
          "throw",
          "new",
          "else",
          "do",
          "instanceof",
          "yield",
          "await");

  private final String text;
  private final List<String> imports = new ArrayList<>();
  private final StringBuilder depth = new StringBuilder();
  private int at;
  private boolean module;

  /// Whether the value before allows no regular expression: then a slash divides.
  private boolean afterValue;

  /// Whether `import` or `export ... from` was seen, whose next string is the name of a module.
  private boolean wantsName;

  private SourceScan(String text) {
    this.text = text;
  }

  /// How a text is to be loaded.
  public enum Kind {
    MODULE,
    COMMON_JS
  }

  /// CommonJS if the text has words of CommonJS and no statement of an ES module.
  public static Kind kind(String text) {
    if (!COMMON_WORD.matcher(text).find()) {
      return Kind.MODULE;
    }
    if (!MODULE_WORD.matcher(text).find()) {
      return Kind.COMMON_JS;
    }
    var scan = new SourceScan(text);
    scan.run();
    return scan.module ? Kind.MODULE : Kind.COMMON_JS;
  }

  /// The modules that a text imports by statements, in their order, each once.
  public static List<String> imports(String text) {
    var scan = new SourceScan(text);
    scan.run();
    return scan.imports.stream().distinct().toList();
  }

  private void run() {
    if (text.startsWith("#!")) {
      skipTo("\n");
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (text.startsWith("//", at)) {
        skipTo("\n");
      } else if (text.startsWith("/*", at)) {
        at += 2;
        skipTo("*/");
      } else if (c == '"' || c == '\'') {
        string(c);
      } else if (c == '`') {
        at++;
        template();
      } else if (c == '/' && !afterValue) {
        regularExpression();
      } else if (Character.isJavaIdentifierStart(c)) {
        word();
      } else if (Character.isDigit(c)) {
        at++;
        afterValue = true;
      } else {
        punctuation(c);
      }
    }
  }

  private void skipTo(String end) {
    int found = text.indexOf(end, at);
    at = found < 0 ? text.length() : found + end.length();
  }

  private void string(char quote) {
    int begin = ++at;
    while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (wantsName && depth.isEmpty()) {
      imports.add(text.substring(begin, Math.min(at, text.length())));
      wantsName = false;
    }
    at++;
    afterValue = true;
  }

  /// Skips the text of a template up to its end or to an expression in it.
  private void template() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '`') {
        at++;
        afterValue = true;
        return;
      }
      if (text.startsWith("${", at)) {
        at += 2;
        depth.append('`');
        afterValue = false;
        return;
      }
      at += c == '\\' ? 2 : 1;
    }
  }

  private void regularExpression() {
    boolean inClass = false;
    at++;
    while (at < text.length() && text.charAt(at) != '\n') {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '[') {
        inClass = true;
      } else if (c == ']') {
        inClass = false;
      } else if (c == '/' && !inClass) {
        break;
      }
      at++;
    }
    at++;
    afterValue = true;
  }

  private void word() {
    int begin = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    String word = text.substring(begin, at);
    boolean member = begin > 0 && text.charAt(begin - 1) == '.';
    afterValue = member || !BEFORE_EXPRESSION.contains(word);
    if (member || !depth.isEmpty()) {
      return;
    }
    switch (word) {
      case "import" -> {
        char next = next();
        if (next != '(') {
          module = true;
        }
        wantsName = next != '(' && next != '.';
      }
      case "export" -> module = true;
      case "from" -> wantsName |= module && "\"'".indexOf(next()) >= 0;
      default -> {
        // Says nothing of modules.
      }
    }
  }

  private char next() {
    int look = at;
    while (look < text.length() && Character.isWhitespace(text.charAt(look))) {
      look++;
    }
    return look < text.length() ? text.charAt(look) : ' ';
  }

  private void punctuation(char c) {
    at++;
    switch (c) {
      case '(', '[', '{' -> {
        depth.append(c);
        afterValue = false;
      }
      case ')', ']', '}' -> {
        boolean inTemplate = !depth.isEmpty() && depth.charAt(depth.length() - 1) == '`';
        if (!depth.isEmpty()) {
          depth.setLength(depth.length() - 1);
        }
        afterValue = c != '}';
        if (c == '}' && inTemplate) {
          template();
        }
      }
      case ';' -> {
        wantsName = false;
        afterValue = false;
      }
      case '+', '-' -> {
        // a++ / b divides
        if (at < text.length() && text.charAt(at) == c) {
          at++;
        } else {
          afterValue = false;
        }
      }
      default -> afterValue = false;
    }
  }
}
