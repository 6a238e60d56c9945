package dev.runner.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

/// The secrets that must not be seen: replaces them in every text that leaves the program. Safe for
/// use by many threads.
public final class Redaction {
  /// What stands in place of a secret.
  public static final String MARK = "***SECRET_REDACTED***";

  /// The longest first, since one may contain another.
  private volatile String[] secrets = {};

  /// Takes note of a secret, and of how it looks inside of JSON.
  public synchronized void add(String secret) {
    if (secret.isEmpty() || Arrays.asList(secrets).contains(secret)) {
      return;
    }
    secrets =
        Stream.concat(Arrays.stream(secrets), Stream.of(secret, inJson(secret)))
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toArray(String[]::new);
  }

  /// The text between the quotes of a JSON string, as `JSON.stringify` writes it.
  private static String inJson(String text) {
    var json = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        default -> {
          if (c < ' ') {
            json.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.toString();
  }

  /// The text without secrets; the same object if there are none in it.
  public String apply(String text) {
    String result = text;
    for (String secret : secrets) {
      if (result.contains(secret)) {
        result = result.replace(secret, MARK);
      }
    }
    return result;
  }

  /// The same for a text in UTF-8; bytes that have no secret in them stay as they are.
  public byte[] apply(byte[] text) {
    if (secrets.length == 0) {
      return text;
    }
    String given = new String(text, StandardCharsets.UTF_8);
    String result = apply(given);
    return result.equals(given) ? text : result.getBytes(StandardCharsets.UTF_8);
  }
}
