package dev.runner.js.encoding;

import dev.runner.js.module.ScriptBytes;
import dev.runner.js.module.ScriptFault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;

/// The Java half of `k6/encoding`.
public final class EncodingHost {
  EncodingHost() {}

  /// @param variant `std`, `rawstd`, `url` or `rawurl`; anything else counts as `std`
  @HostAccess.Export
  public String encode(Value data, String variant) {
    Base64.Encoder encoder =
        switch (variant) {
          case "rawstd" -> Base64.getEncoder().withoutPadding();
          case "url" -> Base64.getUrlEncoder();
          case "rawurl" -> Base64.getUrlEncoder().withoutPadding();
          default -> Base64.getEncoder();
        };
    return encoder.encodeToString(ScriptBytes.of(data));
  }

  /// The bytes that a text stands for; line breaks in it do not count.
  @HostAccess.Export
  public ByteBuffer decode(String text, String variant) {
    return ScriptBytes.toScript(bytes(text, variant));
  }

  /// The same, as UTF-8 text.
  @HostAccess.Export
  public String decodeText(String text, String variant) {
    return new String(bytes(text, variant), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String given, String variant) {
    boolean url = variant.equals("url") || variant.equals("rawurl");
    boolean raw = variant.equals("rawstd") || variant.equals("rawurl");
    String text =
        given.indexOf('\n') >= 0 || given.indexOf('\r') >= 0
            ? given.replace("\n", "").replace("\r", "")
            : given;
    int padding = text.indexOf('=');
    if (raw && padding >= 0) {
      throw new ScriptFault(
          "illegal base64 data at input byte " + padding + ": '" + variant + "' has no padding");
    }
    if (!raw && text.length() % 4 != 0) {
      throw new ScriptFault(
          "illegal base64 data at input byte " + text.length() + ": padding by '=' is missing");
    }
    try {
      return (url ? Base64.getUrlDecoder() : Base64.getDecoder())
          .decode(text.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new ScriptFault("illegal base64 data: " + e.getMessage(), e);
    }
  }
}
