package dev.runner.output.otlp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/// Compresses messages.
final class Gzip {
  private Gzip() {}

  static byte[] compress(byte[] message) {
    var bytes = new ByteArrayOutputStream(message.length / 4 + 64);
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
