package dev.runner.js.http.request;

import dev.runner.transport.HttpCall.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rules about header names and values.
public final class RequestHeaders {
  private RequestHeaders() {}

  /// A name as it is usually written, such as `Content-Type`; unchanged if it cannot be a name.
  public static String canonical(String name) {
    boolean up = true;
    boolean clean = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isTokenChar(c)) {
        return name;
      }
      clean &= up ? !(c >= 'a' && c <= 'z') : !(c >= 'A' && c <= 'Z');
      up = c == '-';
    }
    if (clean) {
      return name;
    }
    var chars = name.toCharArray();
    up = true;
    for (int i = 0; i < chars.length; i++) {
      char c = chars[i];
      if (up && c >= 'a' && c <= 'z') {
        chars[i] = (char) (c - 32);
      } else if (!up && c >= 'A' && c <= 'Z') {
        chars[i] = (char) (c + 32);
      }
      up = c == '-';
    }
    return new String(chars);
  }

  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenChar(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isTokenChar(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_.!#$%&'*+^`|~".indexOf(c) >= 0;
  }

  static boolean isValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return false;
      }
    }
    return true;
  }

  /// The first value of a header, whatever the case of its name; null if there is none.
  public static @Nullable String find(List<Header> headers, String name) {
    for (int i = 0; i < headers.size(); i++) {
      if (headers.get(i).name().equalsIgnoreCase(name)) {
        return headers.get(i).value();
      }
    }
    return null;
  }

  /// `name=value` as it may stand in a `Cookie` header: characters that may not are left out, and a
  /// value with spaces or commas is quoted.
  public static void appendCookie(String name, String value, StringBuilder out) {
    if (!out.isEmpty()) {
      out.append("; ");
    }
    out.append(name.replace('\n', '-').replace('\r', '-')).append('=');
    boolean quoted = value.indexOf(' ') >= 0 || value.indexOf(',') >= 0;
    if (quoted) {
      out.append('"');
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= ' ' && c < 0x7f && c != '"' && c != ';' && c != '\\') {
        out.append(c);
      }
    }
    if (quoted) {
      out.append('"');
    }
  }
}
