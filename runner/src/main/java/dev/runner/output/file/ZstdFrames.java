package dev.runner.output.file;

import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import java.io.IOException;
import java.io.OutputStream;

/// Compresses to Zstandard, a frame of its own for each megabyte: any reader takes frames one after
/// the other as one text (RFC 8878, section 3). Much faster and smaller than the library's stream.
final class ZstdFrames extends OutputStream {
  private static final int FRAME_BYTES = 1 << 20;

  private final OutputStream file;
  private final ZstdJavaCompressor compressor = new ZstdJavaCompressor();
  private final byte[] plain = new byte[FRAME_BYTES];
  private final byte[] packed = new byte[compressor.maxCompressedLength(FRAME_BYTES)];
  private int size;
  private boolean begun;

  ZstdFrames(OutputStream file) {
    this.file = file;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    int at = from;
    int left = count;
    while (left > 0) {
      int part = Math.min(left, plain.length - size);
      System.arraycopy(bytes, at, plain, size, part);
      size += part;
      at += part;
      left -= part;
      if (size == plain.length) {
        writeFrame();
      }
    }
  }

  private void writeFrame() throws IOException {
    int length = compressor.compress(plain, 0, size, packed, 0, packed.length);
    size = 0;
    begun = true;
    file.write(packed, 0, length);
  }

  /// Writes the last frame; an empty file gets an empty one, so that it is Zstandard all the same.
  @Override
  public void close() throws IOException {
    try (file) {
      if (size > 0 || !begun) {
        writeFrame();
      }
    }
  }
}
