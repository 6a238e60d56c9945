package dev.runner.compression;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.aayushatharva.brotli4j.encoder.Encoder.Parameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// Makes Brotli (RFC 7932) with the native library, or where there is none for the machine, Brotli
/// that is valid but not smaller.
final class BrotliEncoder {
  /// Of 0 to 11; what servers use for answers that are made on the fly. The library's own default,
  /// 11, takes a second for a few megabytes.
  private static final int QUALITY = 5;

  private static final int BLOCK_BYTES = 1 << 16;

  private BrotliEncoder() {}

  static void encode(byte[] body, ByteArrayOutputStream out) throws IOException {
    if (body.length > 0 && Brotli4jLoader.isAvailable()) {
      out.write(Encoder.compress(body, Parameters.create(QUALITY)));
    } else {
      store(body, out);
    }
  }

  /// Wraps bytes in uncompressed meta-blocks (section 9.2).
  static void store(byte[] body, ByteArrayOutputStream out) {
    for (int at = 0; at < body.length; at += BLOCK_BYTES) {
      int length = Math.min(BLOCK_BYTES, body.length - at);
      // The stream's window of 64 KB is one bit 0 before the first block.
      int head = (length - 1) << 3 | 1 << 19;
      int bits = at == 0 ? head << 1 : head;
      out.write(bits);
      out.write(bits >> 8);
      out.write(bits >> 16);
      out.write(body, at, length);
    }
    out.write(body.length == 0 ? 6 : 3);
  }
}
