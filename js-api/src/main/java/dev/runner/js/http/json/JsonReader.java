package dev.runner.js.http.json;

import java.util.ArrayList;
import java.util.List;

/// Reads JSON text.
public final class JsonReader {
  private static final int MAX_DEPTH = 2000;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /// The one value that the text is.
  public static Json read(String text) throws JsonSyntaxFault {
    var reader = new JsonReader(text, 0);
    reader.skipSpace();
    Json value = reader.value();
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.fault("something follows the end of the value");
    }
    return value;
  }

  /// The values that stand in the text one after the other, up to the first that is broken.
  static List<Json> readLines(String text) {
    var values = new ArrayList<Json>();
    var reader = new JsonReader(text, 0);
    try {
      for (reader.skipSpace(); reader.at < text.length(); reader.skipSpace()) {
        values.add(reader.value());
      }
    } catch (JsonSyntaxFault _) {
      // What was read so far counts.
    }
    return values;
  }

  /// The place after the value that begins at `from`, or -1 if none does.
  static int endOfValue(String text, int from) {
    var reader = new JsonReader(text, from);
    try {
      reader.value();
      return reader.at;
    } catch (JsonSyntaxFault _) {
      return -1;
    }
  }

  private Json value() throws JsonSyntaxFault {
    if (at >= text.length()) {
      throw fault("the text ends where a value should be");
    }
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> new Json.Text(string());
      case 't' -> word("true", Json.Word.TRUE);
      case 'f' -> word("false", Json.Word.FALSE);
      case 'n' -> word("null", Json.Word.NULL);
      default -> number();
    };
  }

  private Json object() throws JsonSyntaxFault {
    enter();
    var members = new ArrayList<Json.Member>();
    if (!closes('}')) {
      do {
        skipSpace();
        if (!sees('"')) {
          throw fault("a name in quotes should be here");
        }
        String name = string();
        skipSpace();
        if (!sees(':')) {
          throw fault("a colon should be here");
        }
        at++;
        skipSpace();
        members.add(new Json.Member(name, value()));
      } while (continues('}'));
    }
    depth--;
    return new Json.Struct(members);
  }

  private Json array() throws JsonSyntaxFault {
    enter();
    var items = new ArrayList<Json>();
    if (!closes(']')) {
      do {
        skipSpace();
        items.add(value());
      } while (continues(']'));
    }
    depth--;
    return new Json.Array(items);
  }

  private void enter() throws JsonSyntaxFault {
    at++;
    if (++depth > MAX_DEPTH) {
      throw fault("values are nested too deeply");
    }
  }

  private boolean closes(char bracket) {
    skipSpace();
    if (sees(bracket)) {
      at++;
      return true;
    }
    return false;
  }

  private boolean continues(char bracket) throws JsonSyntaxFault {
    if (closes(bracket)) {
      return false;
    }
    if (!sees(',')) {
      throw fault("a comma or '" + bracket + "' should be here");
    }
    at++;
    return true;
  }

  private String string() throws JsonSyntaxFault {
    int start = ++at;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        return text.substring(start, at++);
      }
      if (c == '\\') {
        return escapedString(new StringBuilder(text.substring(start, at)));
      }
      if (c < 0x20) {
        throw fault("a control character stands in a string");
      }
      at++;
    }
    throw fault("a string has no end");
  }

  private String escapedString(StringBuilder out) throws JsonSyntaxFault {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return out.toString();
      }
      if (c < 0x20) {
        throw fault("a control character stands in a string");
      }
      if (c == '\\') {
        at++;
        c = escape();
      }
      out.append(c);
      at++;
    }
    throw fault("a string has no end");
  }

  private char escape() throws JsonSyntaxFault {
    char c = at < text.length() ? text.charAt(at) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 1; i <= 4; i++) {
          int digit = at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
          if (digit < 0) {
            throw fault("\\u is not followed by four hexadecimal digits");
          }
          code = code << 4 | digit;
        }
        at += 4;
        yield (char) code;
      }
      default -> throw fault("a backslash begins no escape here");
    };
  }

  private Json word(String word, Json value) throws JsonSyntaxFault {
    if (!text.startsWith(word, at)) {
      throw fault("no value begins like this");
    }
    at += word.length();
    return value;
  }

  private Json number() throws JsonSyntaxFault {
    int start = at;
    if (sees('-')) {
      at++;
    }
    if (sees('0')) {
      at++;
    } else {
      digits();
    }
    if (sees('.')) {
      at++;
      digits();
    }
    if (sees('e') || sees('E')) {
      at++;
      if (sees('+') || sees('-')) {
        at++;
      }
      digits();
    }
    return new Json.Numeral(text.substring(start, at));
  }

  private void digits() throws JsonSyntaxFault {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw fault("no value begins like this");
    }
  }

  private boolean sees(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private JsonSyntaxFault fault(String problem) {
    return new JsonSyntaxFault(text, at, problem);
  }
}
