package dev.runner.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The bytes of a response's body as they come in.
final class BodyBuffer {
  private static final byte[] NOTHING = {};
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  /// A length that a server announces is believed up to this many times what has come.
  private static final int TRUST = 16;

  private byte[] bytes = NOTHING;
  private int length;
  private boolean tooLarge;

  /// Whether so little has come that the announced length is not needed to make room.
  boolean isEmpty() {
    return length == 0;
  }

  /// @param announced how long the whole body will be, or -1 if unknown
  void append(ByteBuffer chunk, long announced) {
    int more = chunk.remaining();
    long needed = (long) length + more;
    if (needed > MAX_BYTES) {
      tooLarge = true;
      return;
    }
    if (needed > bytes.length) {
      // The first chunk is mostly all there is.
      bytes = length == 0 ? new byte[more] : Arrays.copyOf(bytes, capacity(needed, announced));
    }
    chunk.get(bytes, length, more);
    length += more;
  }

  private int capacity(long needed, long announced) {
    long doubled = Math.min(MAX_BYTES, 2L * bytes.length);
    long wished = announced >= needed && announced <= TRUST * needed ? announced : doubled;
    return (int) Math.min(MAX_BYTES, Math.max(needed, wished));
  }

  boolean isTooLarge() {
    return tooLarge;
  }

  /// What has come; the buffer is not to be used any more.
  byte[] take() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
