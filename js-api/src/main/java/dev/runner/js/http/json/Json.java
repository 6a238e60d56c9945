package dev.runner.js.http.json;

import java.util.List;

/// One JSON value.
public sealed interface Json {
  /// `true`, `false` or `null`.
  enum Word implements Json {
    TRUE("true"),
    FALSE("false"),
    NULL("null");

    private final String text;

    Word(String text) {
      this.text = text;
    }

    @Override
    public void write(StringBuilder out) {
      out.append(text);
    }
  }

  /// A string, without quotes and escapes.
  record Text(String value) implements Json {
    @Override
    public void write(StringBuilder out) {
      quote(value, out);
    }
  }

  /// A number as written.
  record Numeral(String text) implements Json {
    @Override
    public void write(StringBuilder out) {
      out.append(text);
    }
  }

  record Array(List<Json> items) implements Json {
    @Override
    public void write(StringBuilder out) {
      char before = '[';
      for (Json item : items) {
        out.append(before);
        item.write(out);
        before = ',';
      }
      out.append(before == '[' ? "[]" : "]");
    }
  }

  /// An object; a name may occur more than once.
  record Struct(List<Member> members) implements Json {
    @Override
    public void write(StringBuilder out) {
      char before = '{';
      for (Member member : members) {
        out.append(before);
        quote(member.name, out);
        out.append(':');
        member.value.write(out);
        before = ',';
      }
      out.append(before == '{' ? "{}" : "}");
    }
  }

  record Member(String name, Json value) {}

  /// Appends this value without white space.
  void write(StringBuilder out);

  /// This value without white space.
  default String text() {
    var out = new StringBuilder();
    write(out);
    return out.toString();
  }

  /// An array of strings.
  static String array(Iterable<String> texts) {
    var out = new StringBuilder("[");
    for (String text : texts) {
      if (out.length() > 1) {
        out.append(',');
      }
      quote(text, out);
    }
    return out.append(']').toString();
  }

  /// Appends a string with quotes and escapes.
  static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
