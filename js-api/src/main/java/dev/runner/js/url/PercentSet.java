package dev.runner.js.url;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Which characters are escaped by percent signs in a part of a URL.
enum PercentSet {
  CONTROL(""),
  FRAGMENT(" \"<>`"),
  QUERY(" \"#<>"),
  SPECIAL_QUERY(" \"#<>'"),
  PATH(" \"#<>?^`{}"),
  USER(" \"#<>?^`{}/:;=@[\\]|");

  private static final String DIGITS = "0123456789ABCDEF";

  private final String escaped;

  PercentSet(String escaped) {
    this.escaped = escaped;
  }

  void append(int codePoint, StringBuilder to) {
    if (codePoint > 0x1F && codePoint < 0x7F && escaped.indexOf(codePoint) < 0) {
      to.append((char) codePoint);
      return;
    }
    for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
      escape(b, to);
    }
  }

  String of(String text) {
    var result = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(c, result));
    return result.toString();
  }

  static void escape(byte b, StringBuilder to) {
    to.append('%').append(DIGITS.charAt((b >> 4) & 0xF)).append(DIGITS.charAt(b & 0xF));
  }

  /// Text without escapes; bytes that are not UTF-8 become U+FFFD.
  static String unescape(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var plain = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%' && i + 2 < bytes.length) {
        int high = Character.digit((char) bytes[i + 1], 16);
        int low = Character.digit((char) bytes[i + 2], 16);
        if (bytes[i + 1] > 0 && bytes[i + 2] > 0 && high >= 0 && low >= 0) {
          plain.write(high << 4 | low);
          i += 2;
          continue;
        }
      }
      plain.write(bytes[i]);
    }
    return plain.toString(StandardCharsets.UTF_8);
  }
}
