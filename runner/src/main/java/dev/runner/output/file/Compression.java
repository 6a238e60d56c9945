package dev.runner.output.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// How a file is compressed; its name tells.
enum Compression {
  NONE {
    @Override
    OutputStream wrap(OutputStream file) {
      return file;
    }
  },
  GZIP {
    @Override
    OutputStream wrap(OutputStream file) throws IOException {
      return new Gzip(file);
    }
  },
  ZSTD {
    @Override
    OutputStream wrap(OutputStream file) {
      return new ZstdFrames(file);
    }
  };

  private static final int BUFFER_BYTES = 1 << 16;

  static Compression ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".gz") ? GZIP : lower.endsWith(".zst") ? ZSTD : NONE;
  }

  /// A stream that compresses into the file and closes it.
  abstract OutputStream wrap(OutputStream file) throws IOException;

  /// Favours speed, as samples that come too fast are lost.
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
