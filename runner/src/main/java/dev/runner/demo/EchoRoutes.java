package dev.runner.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runner.compression.ContentEncodings;
import dev.runner.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// The routes that tell what was sent, or answer as they are asked to.
final class EchoRoutes {
  private static final long MAX_BYTES = 100_000_000;
  private static final double MAX_SECONDS = 10;

  private EchoRoutes() {}

  static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
      String path = "/" + method.toLowerCase(Locale.ROOT);
      routes.add(new Route(Set.of(method), path, "what was sent", EchoRoutes::echo));
    }
    routes.addAll(
        List.of(
            Route.any(
                "/anything/*", "what was sent, by any method to any path below", EchoRoutes::echo),
            Route.any(
                "/headers",
                "the headers that were sent",
                call -> Answer.json(Map.of("headers", call.headers()))),
            Route.get(
                "/cookies",
                "the cookies that were sent",
                call -> Answer.json(Map.of("cookies", call.cookies()))),
            Route.get(
                "/cookies/set",
                "sets the cookies ?name=value, then /cookies",
                EchoRoutes::setCookies),
            Route.any("/redirect/{n}", "n redirects, then /get", EchoRoutes::redirect),
            Route.any(
                "/redirect-to", "a redirect to ?url= with ?status= (302)", EchoRoutes::redirectTo),
            Route.any("/status/{code}", "that status, from 200 to 599", EchoRoutes::status),
            Route.any("/delay/{seconds}", "an answer after 0 to 10 seconds", EchoRoutes::delay),
            Route.get(
                "/bytes/{n}",
                "n bytes, up to 100 MB; the same for the same ?seed=",
                call ->
                    new Answer.Noise(
                        call.number(0, "the number of bytes", 0, MAX_BYTES),
                        call.query("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE))),
            compressed("/gzip", "gzip", "gzipped"),
            compressed("/deflate", "deflate", "deflated"),
            compressed("/brotli", "br", "brotli"),
            compressed("/zstd", "zstd", "zstd")));
    return routes;
  }

  private static Route compressed(String path, String encoding, String name) {
    return Route.any(
        path,
        "what was sent, compressed with " + path.substring(1),
        call -> compressed(call, encoding, name));
  }

  private static Answer echo(Call call) {
    return Answer.json(sent(call));
  }

  private static Map<String, @Nullable Object> sent(Call call) {
    Map<String, @Nullable Object> sent = new LinkedHashMap<>();
    sent.put("method", call.method());
    sent.put("url", call.request().getHttpURI().toString());
    sent.put("path", call.request().getHttpURI().getDecodedPath());
    sent.put("query", call.query());
    sent.put("headers", call.headers());
    sent.put("cookies", call.cookies());
    sent.put("form", call.form());
    sent.put("data", call.isForm() ? "" : data(call.body()));
    sent.put("json", call.isForm() ? null : call.json());
    return sent;
  }

  /// The body as text, or as a `data:` URL where it is no UTF-8.
  private static String data(byte[] body) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return "data:application/octet-stream;base64," + Base64.getEncoder().encodeToString(body);
    }
  }

  private static Answer setCookies(Call call) {
    var fields = new ArrayList<HttpField>();
    for (Map.Entry<String, String> pair : call.pairs()) {
      if (!isCookieText(pair.getKey(), "=") || !isCookieText(pair.getValue(), "")) {
        throw Refused.bad("a cookie has letters without blanks, quotes, commas and semicolons");
      }
      fields.add(
          new HttpField(HttpHeader.SET_COOKIE, pair.getKey() + "=" + pair.getValue() + "; Path=/"));
    }
    fields.add(new HttpField(HttpHeader.LOCATION, "/cookies"));
    return Answer.empty(302, fields.toArray(HttpField[]::new));
  }

  private static boolean isCookieText(String text, String forbidden) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f && (",;\"\\" + forbidden).indexOf(c) < 0);
  }

  private static Answer redirect(Call call) {
    long left = call.number(0, "the number of redirects", 1, 1000);
    return Answer.redirect(302, left == 1 ? "/get" : "/redirect/" + (left - 1));
  }

  private static Answer redirectTo(Call call) {
    String url = call.query("url");
    if (url == null || url.isEmpty() || url.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
      throw Refused.bad("url must say where to go: /redirect-to?url=/get");
    }
    return Answer.redirect((int) call.query("status", 302, 300, 399), url);
  }

  private static Answer status(Call call) {
    int status = (int) call.number(0, "the status", 200, 599);
    return switch (status) {
      case 204, 205, 304 -> Answer.empty(status);
      case 301, 302, 303, 307, 308 -> Answer.redirect(status, "/get");
      case 401 -> AuthRoutes.unauthorized();
      default -> Answer.json(status, Map.of("status", status));
    };
  }

  private static Answer delay(Call call) {
    double seconds;
    try {
      seconds = Double.parseDouble(call.argument(0));
    } catch (NumberFormatException e) {
      seconds = Double.NaN;
    }
    if (!(seconds >= 0 && seconds <= MAX_SECONDS)) {
      throw Refused.bad("the delay must be from 0 to 10 seconds, such as /delay/0.5");
    }
    return new Answer.Later(Math.round(seconds * 1e9), Answer.json(200, Map.of("delay", seconds)));
  }

  /// What was sent and which encoding the answer has.
  private static Answer compressed(Call call, String encoding, String name) {
    Map<String, @Nullable Object> sent = sent(call);
    sent.put(name, true);
    return new Answer.Content(
        200,
        List.of(Answer.JSON, new HttpField(HttpHeader.CONTENT_ENCODING, encoding)),
        ContentEncodings.encode(Json.write(sent).getBytes(UTF_8), List.of(encoding)));
  }
}
