package dev.runner.js.http.json;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The condition between the brackets of `#(...)`, such as `age>=40` or `name%"A*"`.
///
/// @param path what to compare, within the element; empty for the element itself
/// @param operator empty to ask only whether there is something at the path
/// @param value the right side, without quotes; beginning with `~` to compare as booleans
record Query(String path, String operator, String value) {
  private static final Set<String> TRUE_WORDS = Set.of("1", "t", "true");
  private static final Set<String> FALSE_WORDS = Set.of("0", "f", "false");

  static Query parse(String text) {
    int at = PathScan.find(text, 0, "=!<>%");
    if (at == text.length()) {
      return new Query(text.trim(), "", "");
    }
    int end = at + 1;
    if (end < text.length()) {
      String two = text.substring(at, end + 1);
      if (Set.of("==", "!=", "<=", ">=", "!%").contains(two)) {
        end++;
      }
    }
    String operator = text.substring(at, end);
    String value = text.substring(end).trim();
    if (value.startsWith("\"")) {
      value = value.substring(1, Math.max(1, PathScan.endOfQuotes(value, 0) - 1));
      if (!operator.endsWith("%")) {
        value = PathScan.unescape(value);
      }
    }
    return new Query(text.substring(0, at).trim(), operator.equals("=") ? "==" : operator, value);
  }

  boolean matches(Json element) {
    Json found = path.isEmpty() ? element : JsonSelector.get(element, path);
    if (operator.isEmpty()) {
      return found != null;
    }
    if (value.startsWith("~")) {
      boolean same = asBoolean(found);
      return operator.equals("==") ? same : operator.equals("!=") && !same;
    }
    return switch (found) {
      case null -> false;
      case Json.Text text -> matches(text.value());
      case Json.Numeral number -> matches(Double.parseDouble(number.text()));
      case Json.Word word -> matches(word);
      case Json.Array _, Json.Struct _ -> false;
    };
  }

  private boolean asBoolean(@Nullable Json found) {
    return switch (value) {
      case "~*" -> found != null;
      case "~null" -> found == null || found == Json.Word.NULL;
      case "~true" ->
          switch (found) {
            case Json.Word word -> word == Json.Word.TRUE;
            case Json.Numeral number -> Double.parseDouble(number.text()) != 0;
            case Json.Text text -> TRUE_WORDS.contains(text.value().toLowerCase(Locale.ROOT));
            case null -> false;
            case Json.Array _, Json.Struct _ -> false;
          };
      case "~false" ->
          switch (found) {
            case null -> true;
            case Json.Word word -> word != Json.Word.TRUE;
            case Json.Numeral number -> Double.parseDouble(number.text()) == 0;
            case Json.Text text -> FALSE_WORDS.contains(text.value().toLowerCase(Locale.ROOT));
            case Json.Array _, Json.Struct _ -> false;
          };
      default -> false;
    };
  }

  private boolean matches(String found) {
    return switch (operator) {
      case "%" -> Wildcard.matches(value, found);
      case "!%" -> !Wildcard.matches(value, found);
      default -> holds(found.compareTo(value));
    };
  }

  private boolean matches(double found) {
    double right;
    try {
      right = Double.parseDouble(value);
    } catch (NumberFormatException _) {
      return operator.equals("!=");
    }
    return holds(Double.compare(found + 0.0, right + 0.0));
  }

  private boolean matches(Json.Word found) {
    String text = found.text();
    boolean booleans = found != Json.Word.NULL && (value.equals("true") || value.equals("false"));
    return switch (operator) {
      case "==" -> text.equals(value);
      case "!=" -> !text.equals(value);
      default -> booleans && holds(text.compareTo(value));
    };
  }

  private boolean holds(int order) {
    return switch (operator) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> false;
    };
  }
}
