package dev.runner.js.http.cookie;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One cookie as a server asks to set it.
///
/// @param domain as written, empty where absent
/// @param path as written, empty where absent
/// @param maxAgeSeconds 0 where absent, negative for "now"
/// @param expiresMillis since the epoch; null where absent or unreadable
public record SetCookie(
    String name,
    String value,
    String domain,
    String path,
    long maxAgeSeconds,
    @Nullable Long expiresMillis,
    boolean secure,
    boolean httpOnly) {

  /// Reads the value of one `Set-Cookie` header; null if it is not a cookie.
  public static @Nullable SetCookie parse(String line) {
    String[] parts = line.split(";", -1);
    int equals = parts[0].indexOf('=');
    if (equals < 0) {
      return null;
    }
    String name = parts[0].substring(0, equals).trim();
    String value = parts[0].substring(equals + 1).trim();
    if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
      value = value.substring(1, value.length() - 1);
    }
    if (!isToken(name) || !isValue(value)) {
      return null;
    }
    String domain = "";
    String path = "";
    long maxAge = 0;
    Long expires = null;
    boolean secure = false;
    boolean httpOnly = false;
    for (int i = 1; i < parts.length; i++) {
      int at = parts[i].indexOf('=');
      String key = (at < 0 ? parts[i] : parts[i].substring(0, at)).trim();
      String setting = at < 0 ? "" : parts[i].substring(at + 1).trim();
      switch (key.toLowerCase(Locale.ROOT)) {
        case "domain" -> domain = setting;
        case "path" -> path = setting;
        case "secure" -> secure = true;
        case "httponly" -> httpOnly = true;
        case "max-age" -> maxAge = maxAge(setting);
        case "expires" -> expires = CookieDates.parse(setting);
        default -> {}
      }
    }
    return new SetCookie(name, value, domain, path, maxAge, expires, secure, httpOnly);
  }

  private static long maxAge(String text) {
    try {
      long seconds = Long.parseLong(text);
      return seconds <= 0 ? -1 : seconds;
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 0x7f || "()<>@,;:\\\"/[]?={}".indexOf(c) >= 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c >= 0x7f || c == '"' || c == ';' || c == '\\') {
        return false;
      }
    }
    return true;
  }
}
