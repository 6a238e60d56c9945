package dev.runner.compression;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/// The content encodings of bodies: `gzip`, `deflate`, `br` and `zstd`.
public final class ContentEncodings {
  private ContentEncodings() {}

  /// Whether it is the name of an encoding that [#encode] knows, in lower case.
  public static boolean isKnown(String encoding) {
    return switch (encoding) {
      case "gzip", "deflate", "br", "zstd" -> true;
      default -> false;
    };
  }

  /// The body with these encodings, one after the other.
  public static byte[] encode(byte[] body, List<String> encodings) {
    byte[] encoded = body;
    for (String encoding : encodings) {
      var out = new ByteArrayOutputStream(encoded.length / 2 + 64);
      try {
        if (encoding.equals("br")) {
          BrotliEncoder.encode(encoded, out);
        } else {
          try (OutputStream to = encoder(encoding, out)) {
            to.write(encoded);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      encoded = out.toByteArray();
    }
    return encoded;
  }

  private static OutputStream encoder(String encoding, OutputStream out) throws IOException {
    return switch (encoding) {
      case "gzip" -> new GZIPOutputStream(out);
      case "zstd" -> new ZstdOutputStream(out);
      default -> new DeflaterOutputStream(out);
    };
  }

  /// The body without the encodings that the header lists; unknown ones stay.
  ///
  /// @param limit how many bytes may come of it
  /// @throws IOException if it is broken or too large, with a message for users
  public static byte[] decode(byte[] body, String contentEncoding, int limit) throws IOException {
    byte[] decoded = body;
    String[] encodings = contentEncoding.split(",", -1);
    for (int i = encodings.length - 1; i >= 0 && decoded.length > 0; i--) {
      var in = new ByteArrayInputStream(decoded);
      decoded =
          switch (encodings[i].trim().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> all(new GZIPInputStream(in, 4096), limit);
            case "deflate" -> inflate(decoded, limit);
            case "br" -> all(new BrotliInputStream(in), limit);
            case "zstd" -> unzstd(in, limit);
            default -> decoded;
          };
    }
    return decoded;
  }

  private static byte[] all(InputStream in, int limit) throws IOException {
    try (in) {
      byte[] all = in.readNBytes(limit);
      if (all.length == limit && in.read() >= 0) {
        throw new IOException("it is larger than " + limit + " bytes");
      }
      return all;
    }
  }

  private static byte[] unzstd(InputStream in, int limit) throws IOException {
    try {
      return all(new ZstdInputStream(in), limit);
    } catch (RuntimeException e) {
      throw new IOException("it is no Zstandard", e);
    }
  }

  /// With the zlib header that the standard asks for, or without it, as some servers send it.
  private static byte[] inflate(byte[] body, int limit) throws IOException {
    boolean zlib =
        body.length > 1
            && (body[0] & 15) == 8
            && ((body[0] & 255) * 256 + (body[1] & 255)) % 31 == 0;
    var inflater = new Inflater(!zlib);
    try {
      return all(new InflaterInputStream(new ByteArrayInputStream(body), inflater), limit);
    } finally {
      inflater.end();
    }
  }
}
