package dev.runner.js.module;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Value;

/// Bytes on their way between scripts and Java.
public final class ScriptBytes {
  private ScriptBytes() {}

  /// A copy of the bytes of an `ArrayBuffer`, or of a string as UTF-8.
  ///
  /// @throws ScriptFault if the value is neither
  public static byte[] of(Value value) {
    if (value.isString()) {
      return utf8(value.asString());
    }
    if (!value.hasBufferElements()) {
      throw new ScriptFault("this takes a string, an ArrayBuffer or a typed array");
    }
    var bytes = new byte[Math.toIntExact(value.getBufferSize())];
    value.readBuffer(0, bytes, 0, bytes.length);
    return bytes;
  }

  /// Text as UTF-8; half of a surrogate pair becomes U+FFFD.
  public static byte[] utf8(String text) {
    return wellFormed(text).getBytes(StandardCharsets.UTF_8);
  }

  /// Text with U+FFFD for each half of a surrogate pair that stands alone.
  public static String wellFormed(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (mended == null) {
        mended = new StringBuilder(text);
      }
      mended.setCharAt(i, '\uFFFD');
    }
    return mended == null ? text : mended.toString();
  }

  /// What `new ArrayBuffer(...)` of a script takes without copying; the caller gives the bytes
  /// away.
  public static ByteBuffer toScript(byte[] bytes) {
    return ByteBuffer.wrap(bytes);
  }
}
