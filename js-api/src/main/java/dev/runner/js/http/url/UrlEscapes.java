package dev.runner.js.http.url;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Percent-encoding of the parts of URLs and of forms.
public final class UrlEscapes {
  private static final String HEX = "0123456789ABCDEF";

  private UrlEscapes() {}

  /// A path fit for the wire; null if a `%` in it begins no escape.
  static @Nullable String path(String path) {
    return escape(path, "/:@!$&'()*+,;=-._~", false);
  }

  /// A query fit for the wire, `?` included.
  static String query(String query) {
    String escaped = escape(query, "?/:@!$&'()*+,;=-._~[]", true);
    return escaped == null ? query : escaped;
  }

  /// A name or value as forms are sent: a space as `+`.
  public static void form(String text, StringBuilder out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      if (isAlphanumeric(b) || "-_.~".indexOf(b) >= 0) {
        out.append((char) b);
      } else if (b == ' ') {
        out.append('+');
      } else {
        hex(b, out);
      }
    }
  }

  /// The bytes that a text with escapes stands for; null if a `%` in it begins no escape.
  static byte @Nullable [] decode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        out.write(bytes[i]);
      } else if (isEscape(bytes, i)) {
        out.write(Character.digit(bytes[i + 1], 16) << 4 | Character.digit(bytes[i + 2], 16));
        i += 2;
      } else {
        return null;
      }
    }
    return out.toByteArray();
  }

  private static @Nullable String escape(String text, String allowed, boolean mendPercent) {
    boolean clean = true;
    for (int i = 0; i < text.length() && clean; i++) {
      char c = text.charAt(i);
      clean = isAlphanumeric(c) || allowed.indexOf(c) >= 0;
    }
    if (clean) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var out = new StringBuilder(bytes.length + 16);
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (isAlphanumeric(b) || (b > 0 && allowed.indexOf(b) >= 0)) {
        out.append((char) b);
      } else if (b == '%' && isEscape(bytes, i)) {
        out.append('%');
      } else if (b == '%' && !mendPercent) {
        return null;
      } else {
        hex(b, out);
      }
    }
    return out.toString();
  }

  private static boolean isEscape(byte[] bytes, int at) {
    return at + 2 < bytes.length
        && Character.digit(bytes[at + 1], 16) >= 0
        && Character.digit(bytes[at + 2], 16) >= 0;
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static void hex(byte b, StringBuilder out) {
    out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
  }
}
