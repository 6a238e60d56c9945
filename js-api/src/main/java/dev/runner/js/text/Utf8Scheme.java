package dev.runner.js.text;

/// UTF-8 as the WHATWG Encoding Standard decodes it: each longest beginning of a valid sequence
/// that breaks off counts as one error.
final class Utf8Scheme implements Decoding.Scheme {
  private static final int LOWEST = 0x80;
  private static final int HIGHEST = 0xBF;

  private int codePoint;
  private int needed;
  private int lower = LOWEST;
  private int upper = HIGHEST;

  @Override
  public void take(byte[] bytes, Decoding.Sink sink) {
    for (byte b : bytes) {
      int unit = b & 0xFF;
      if (needed > 0 && (unit < lower || unit > upper)) {
        reset();
        sink.malformed();
      }
      if (needed > 0) {
        lower = LOWEST;
        upper = HIGHEST;
        codePoint = codePoint << 6 | (unit & 0x3F);
        needed--;
        if (needed == 0) {
          sink.codePoint(codePoint);
        }
      } else if (unit < 0x80) {
        sink.character((char) unit);
      } else {
        begin(unit, sink);
      }
    }
  }

  private void begin(int unit, Decoding.Sink sink) {
    if (unit >= 0xC2 && unit <= 0xDF) {
      needed = 1;
      codePoint = unit & 0x1F;
    } else if (unit >= 0xE0 && unit <= 0xEF) {
      needed = 2;
      codePoint = unit & 0xF;
      lower = unit == 0xE0 ? 0xA0 : LOWEST;
      upper = unit == 0xED ? 0x9F : HIGHEST;
    } else if (unit >= 0xF0 && unit <= 0xF4) {
      needed = 3;
      codePoint = unit & 0x7;
      lower = unit == 0xF0 ? 0x90 : LOWEST;
      upper = unit == 0xF4 ? 0x8F : HIGHEST;
    } else {
      sink.malformed();
    }
  }

  private void reset() {
    needed = 0;
    lower = LOWEST;
    upper = HIGHEST;
  }

  @Override
  public void end(Decoding.Sink sink) {
    if (needed > 0) {
      reset();
      sink.malformed();
    }
  }
}
