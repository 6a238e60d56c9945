package dev.runner.js.crypto;

import dev.runner.js.module.ScriptBytes;
import dev.runner.js.module.ScriptFault;
import java.util.Base64;
import java.util.HexFormat;

/// How a script wants to see the bytes of a digest.
enum OutputEncoding {
  HEX,
  BASE64,
  BASE64_URL,
  BASE64_RAW_URL,
  BINARY;

  static OutputEncoding of(String name) {
    return switch (name) {
      case "hex" -> HEX;
      case "base64" -> BASE64;
      case "base64url" -> BASE64_URL;
      case "base64rawurl" -> BASE64_RAW_URL;
      case "binary" -> BINARY;
      default ->
          throw new ScriptFault(
              "invalid output encoding '"
                  + name
                  + "': use hex, base64, base64url, base64rawurl or binary");
    };
  }

  /// Text, or a buffer for an `ArrayBuffer`.
  Object encode(byte[] bytes) {
    return switch (this) {
      case HEX -> HexFormat.of().formatHex(bytes);
      case BASE64 -> Base64.getEncoder().encodeToString(bytes);
      case BASE64_URL -> Base64.getUrlEncoder().encodeToString(bytes);
      case BASE64_RAW_URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      case BINARY -> ScriptBytes.toScript(bytes);
    };
  }
}
