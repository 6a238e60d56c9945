package dev.runner.js.text;

/// UTF-16 in either order of bytes, as the WHATWG Encoding Standard decodes it.
final class Utf16Scheme implements Decoding.Scheme {
  private static final int NONE = -1;

  private final boolean bigEndian;
  private int firstByte = NONE;
  private int high = NONE;

  Utf16Scheme(boolean bigEndian) {
    this.bigEndian = bigEndian;
  }

  @Override
  public void take(byte[] bytes, Decoding.Sink sink) {
    for (byte b : bytes) {
      int unit = b & 0xFF;
      if (firstByte == NONE) {
        firstByte = unit;
      } else {
        unit((char) (bigEndian ? firstByte << 8 | unit : unit << 8 | firstByte), sink);
        firstByte = NONE;
      }
    }
  }

  private void unit(char c, Decoding.Sink sink) {
    if (high != NONE) {
      char before = (char) high;
      high = NONE;
      if (Character.isLowSurrogate(c)) {
        sink.character(before);
        sink.character(c);
        return;
      }
      sink.malformed();
    }
    if (Character.isHighSurrogate(c)) {
      high = c;
    } else if (Character.isLowSurrogate(c)) {
      sink.malformed();
    } else {
      sink.character(c);
    }
  }

  @Override
  public void end(Decoding.Sink sink) {
    if (firstByte != NONE || high != NONE) {
      firstByte = NONE;
      high = NONE;
      sink.malformed();
    }
  }
}
