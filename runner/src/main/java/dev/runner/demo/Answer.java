package dev.runner.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runner.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/// What a route answers; [DemoHandler] sends it.
sealed interface Answer {
  HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
  HttpField HTML = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");

  /// A whole answer: an empty body has no content type. The body is not copied: it is never
  /// changed.
  record Content(int status, List<HttpField> fields, byte[] body) implements Answer {
    public Content {
      fields = List.copyOf(fields);
    }
  }

  /// An answer that is sent `delayNanos` nanoseconds from now.
  record Later(long delayNanos, Content then) implements Answer {}

  /// `size` bytes that look random and are the same for the same seed.
  record Noise(long size, long seed) implements Answer {}

  static Content json(int status, @Nullable Object value, HttpField... fields) {
    return content(status, JSON, Json.write(value).getBytes(UTF_8), fields);
  }

  static Content json(@Nullable Object value) {
    return json(200, value);
  }

  static Content html(String page) {
    return content(200, HTML, page.getBytes(UTF_8));
  }

  static Content error(int status, String message, HttpField... fields) {
    return json(status, Map.of("error", message), fields);
  }

  static Content empty(int status, HttpField... fields) {
    return new Content(status, List.of(fields), new byte[0]);
  }

  static Content redirect(int status, String location) {
    return empty(status, new HttpField(HttpHeader.LOCATION, location));
  }

  private static Content content(int status, HttpField type, byte[] body, HttpField... fields) {
    if (fields.length == 0) {
      return new Content(status, List.of(type), body);
    }
    var all = new ArrayList<HttpField>(List.of(fields));
    all.add(type);
    return new Content(status, all, body);
  }
}
