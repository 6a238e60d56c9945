package dev.runner.js.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Undoes the content encodings of a response body.
final class ContentDecoder {
  /// An encoding that is known, but cannot be undone here.
  static final class Unsupported extends IOException {
    private static final long serialVersionUID = 1L;

    Unsupported(String encoding) {
      super(
          "responses with Content-Encoding '"
              + encoding
              + "' are not decoded yet: do not ask for it in the Accept-Encoding header");
    }
  }

  private ContentDecoder() {}

  /// The body without the encodings that the header lists.
  ///
  /// @throws IOException if it is broken, with a message for users
  static byte[] decode(byte[] body, String contentEncoding) throws IOException {
    byte[] decoded = body;
    String[] encodings = contentEncoding.split(",", -1);
    for (int i = encodings.length - 1; i >= 0 && decoded.length > 0; i--) {
      String encoding = encodings[i].trim().toLowerCase(Locale.ROOT);
      decoded =
          switch (encoding) {
            case "gzip", "x-gzip" -> gunzip(decoded);
            case "deflate" -> inflate(decoded);
            case "br", "zstd" -> throw new Unsupported(encoding);
            default -> decoded;
          };
    }
    return decoded;
  }

  private static byte[] gunzip(byte[] body) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body), 4096)) {
      return in.readAllBytes();
    }
  }

  /// With the zlib header that the standard asks for, or without it, as some servers send it.
  private static byte[] inflate(byte[] body) throws IOException {
    boolean zlib =
        body.length > 1
            && (body[0] & 15) == 8
            && ((body[0] & 255) * 256 + (body[1] & 255)) % 31 == 0;
    var inflater = new Inflater(!zlib);
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(body), inflater)) {
      return in.readAllBytes();
    } finally {
      inflater.end();
    }
  }
}
