package dev.runner.js.text;

import dev.runner.js.module.ScriptBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/// The Java half of the text globals. What is wrong with an argument it says by null.
public final class TextHost {
  private static final int MAX_LATIN_1 = 0xFF;

  TextHost() {}

  /// The UTF-8 bytes of a text.
  @HostAccess.Export
  public ByteBuffer encode(String text) {
    return ScriptBytes.toScript(ScriptBytes.utf8(text));
  }

  /// The name of the encoding that a label stands for, or null.
  @HostAccess.Export
  public @Nullable String encodingOf(String label) {
    return switch (label.strip().toLowerCase(Locale.ROOT)) {
      case "unicode-1-1-utf-8",
          "unicode11utf8",
          "unicode20utf8",
          "utf-8",
          "utf8",
          "x-unicode20utf8" ->
          "utf-8";
      case "utf-16",
          "utf-16le",
          "csunicode",
          "iso-10646-ucs-2",
          "ucs-2",
          "unicode",
          "unicodefeff" ->
          "utf-16le";
      case "utf-16be", "unicodefffe" -> "utf-16be";
      default -> null;
    };
  }

  /// @param encoding such as `utf-8`
  @HostAccess.Export
  public Decoding decoder(String encoding, boolean fatal, boolean ignoreBom) {
    Decoding.Scheme scheme =
        switch (encoding) {
          case "utf-8" -> new Utf8Scheme();
          case "utf-16be" -> new Utf16Scheme(true);
          default -> new Utf16Scheme(false);
        };
    return new Decoding(scheme, fatal, ignoreBom);
  }

  /// The base64 of a text whose characters are bytes.
  @HostAccess.Export
  public @Nullable String btoa(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > MAX_LATIN_1) {
        return null;
      }
    }
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// The reverse of it, which forgives white space and missing padding.
  @HostAccess.Export
  public @Nullable String atob(String text) {
    String data = text.replaceAll("[ \t\n\f\r]", "");
    if (data.length() % 4 == 0) {
      data = data.replaceFirst("==?$", "");
    }
    if (data.length() % 4 == 1 || data.indexOf('=') >= 0) {
      return null;
    }
    try {
      return new String(
          Base64.getDecoder().decode(data.getBytes(StandardCharsets.UTF_8)),
          StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
