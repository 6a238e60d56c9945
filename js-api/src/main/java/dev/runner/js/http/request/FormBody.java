package dev.runner.js.http.request;

import dev.runner.js.http.url.UrlEscapes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/// A request body made of named fields: a URL-encoded form, or with files a multipart one.
public final class FormBody {
  private final List<Part> parts = new ArrayList<>();
  private @Nullable String boundary;

  public FormBody() {}

  @HostAccess.Export
  public void field(String name, String value) {
    parts.add(new Part(name, value.getBytes(StandardCharsets.UTF_8), value, null, ""));
  }

  /// Adds a file, which makes the form a multipart one.
  @HostAccess.Export
  public void file(String name, Value data, String fileName, String contentType) {
    if (boundary == null) {
      var random = new byte[30];
      ThreadLocalRandom.current().nextBytes(random);
      boundary = HexFormat.of().formatHex(random);
    }
    parts.add(new Part(name, bytes(data), "", fileName, contentType));
  }

  /// The bytes of a string or an array buffer.
  static byte[] bytes(Value data) {
    if (data.isString()) {
      return data.asString().getBytes(StandardCharsets.UTF_8);
    }
    var bytes = new byte[Math.toIntExact(data.getBufferSize())];
    if (bytes.length > 0) {
      data.readBuffer(0, bytes, 0, bytes.length);
    }
    return bytes;
  }

  String contentType() {
    return boundary == null
        ? "application/x-www-form-urlencoded"
        : "multipart/form-data; boundary=" + boundary;
  }

  byte[] encode() {
    return boundary == null ? urlEncoded() : multipart(boundary);
  }

  private byte[] urlEncoded() {
    parts.sort(Comparator.comparing(Part::name));
    var text = new StringBuilder();
    for (Part part : parts) {
      if (!text.isEmpty()) {
        text.append('&');
      }
      UrlEscapes.form(part.name, text);
      text.append('=');
      UrlEscapes.form(part.text, text);
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] multipart(String boundary) {
    var out = new ByteArrayOutputStream();
    for (Part part : parts) {
      var head = new StringBuilder("--");
      head.append(boundary).append("\r\nContent-Disposition: form-data; name=\"");
      head.append(quotable(part.name)).append('"');
      if (part.fileName != null) {
        head.append("; filename=\"").append(quotable(part.fileName)).append('"');
        head.append("\r\nContent-Type: ").append(part.contentType.replaceAll("[\r\n]", " "));
      }
      head.append("\r\n\r\n");
      out.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
      out.writeBytes(part.bytes);
      out.writeBytes(new byte[] {'\r', '\n'});
    }
    out.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  private static String quotable(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\r", "%0D")
        .replace("\n", "%0A");
  }

  /// @param fileName null for a field
  private record Part(
      String name, byte[] bytes, String text, @Nullable String fileName, String contentType) {}
}
