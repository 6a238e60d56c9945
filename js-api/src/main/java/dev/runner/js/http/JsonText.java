package dev.runner.js.http;

import dev.runner.js.http.cookie.SetCookie;
import dev.runner.js.http.json.Json;
import dev.runner.js.http.request.RequestHeaders;
import dev.runner.js.http.request.RequestSpec;
import dev.runner.js.http.request.RequestSpec.OwnCookie;
import dev.runner.transport.HttpCall.Header;
import dev.runner.transport.Ocsp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON texts from which a script's engine makes the objects in a response: one call across the
/// boundary instead of one a member.
final class JsonText {
  /// What scripts see as the expiry of a cookie without one.
  private static final long NO_EXPIRY = -6_795_364_578_871L;

  private JsonText() {}

  /// Canonical names to values, repeated ones joined by a comma and a space.
  static String headers(List<Header> headers) {
    var joined = new LinkedHashMap<String, String>();
    for (Header header : headers) {
      joined.merge(RequestHeaders.canonical(header.name()), header.value(), (a, b) -> a + ", " + b);
    }
    var out = new StringBuilder("{");
    joined.forEach((name, value) -> text(name, value, out));
    return out.append('}').toString();
  }

  static String ocsp(Ocsp ocsp) {
    return """
        {"produced_at":%d,"this_update":%d,"next_update":%d,"revoked_at":%d,\
        "revocation_reason":"%s","status":"%s"}"""
        .formatted(
            ocsp.producedAt(),
            ocsp.thisUpdate(),
            ocsp.nextUpdate(),
            ocsp.revokedAt(),
            ocsp.reason(),
            ocsp.status());
  }

  /// Names to arrays of values.
  static String lists(Map<String, List<String>> lists) {
    var quoted = new LinkedHashMap<String, List<String>>();
    lists.forEach(
        (name, values) -> quoted.put(name, values.stream().map(JsonText::quote).toList()));
    return listsOfJson(quoted);
  }

  /// Names to arrays of the cookies that response headers set.
  static String cookies(List<Header> headers) {
    Map<String, List<String>> cookies = new LinkedHashMap<>();
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase("Set-Cookie")) {
        SetCookie cookie = SetCookie.parse(header.value());
        if (cookie != null) {
          cookies.computeIfAbsent(cookie.name(), _ -> new ArrayList<>()).add(cookie(cookie));
        }
      }
    }
    return listsOfJson(cookies);
  }

  private static String cookie(SetCookie cookie) {
    var out = new StringBuilder("{");
    text("name", cookie.name(), out);
    text("value", cookie.value(), out);
    text("domain", cookie.domain(), out);
    text("path", cookie.path(), out);
    name("http_only", out).append(cookie.httpOnly());
    name("secure", out).append(cookie.secure());
    name("max_age", out).append(cookie.maxAgeSeconds());
    Long expires = cookie.expiresMillis();
    name("expires", out).append(expires == null ? NO_EXPIRY : expires);
    return out.append('}').toString();
  }

  /// A request as it was first sent.
  static String request(RequestSpec spec, List<Header> sent) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    Map<String, List<String>> cookies = new LinkedHashMap<>();
    for (Header header : sent) {
      headers.computeIfAbsent(header.name(), _ -> new ArrayList<>()).add(header.value());
      if (header.name().equals("Cookie")) {
        for (String pair : header.value().split(";", -1)) {
          sentCookie(pair.trim(), spec.cookies(), cookies);
        }
      }
    }
    byte[] body = spec.body();
    var out = new StringBuilder("{");
    text("method", spec.method(), out);
    text("url", spec.url().text(), out);
    name("headers", out).append(lists(headers));
    text("body", body == null ? "" : new String(body, StandardCharsets.UTF_8), out);
    name("cookies", out).append(listsOfJson(cookies));
    return out.append('}').toString();
  }

  private static void sentCookie(
      String pair, List<OwnCookie> given, Map<String, List<String>> cookies) {
    int equals = pair.indexOf('=');
    if (equals <= 0) {
      return;
    }
    String name = pair.substring(0, equals);
    boolean replaces = false;
    for (OwnCookie own : given) {
      replaces |= own.name().equals(name) && own.replaces();
    }
    var out = new StringBuilder("{");
    text("name", name, out);
    text("value", pair.substring(equals + 1), out);
    name("replace", out).append(replaces);
    cookies.computeIfAbsent(name, _ -> new ArrayList<>()).add(out.append('}').toString());
  }

  /// An object whose members are arrays of values that are JSON already.
  private static String listsOfJson(Map<String, List<String>> lists) {
    var out = new StringBuilder("{");
    lists.forEach(
        (name, values) -> name(name, out).append('[').append(String.join(",", values)).append(']'));
    return out.append('}').toString();
  }

  private static void text(String name, String value, StringBuilder out) {
    Json.quote(value, name(name, out));
  }

  /// Begins an object's member of that name.
  private static StringBuilder name(String name, StringBuilder out) {
    if (out.length() > 1) {
      out.append(',');
    }
    Json.quote(name, out);
    return out.append(':');
  }

  private static String quote(String text) {
    var out = new StringBuilder();
    Json.quote(text, out);
    return out.toString();
  }
}
