package dev.runner.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runner.json.Json;
import dev.runner.json.JsonFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;

/// A request that has arrived as a whole, with the values of the `{...}` parts of its route.
record Call(Request request, List<String> arguments, byte[] body) {
  Call {
    arguments = List.copyOf(arguments);
  }

  String method() {
    return request.getMethod();
  }

  String argument(int index) {
    return arguments.get(index);
  }

  /// The part of the path at `index` as a whole number.
  long number(int index, String what, long least, long most) {
    return number(argument(index), what, least, most);
  }

  private static long number(String text, String what, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Refused.bad(what + " must be a whole number from " + least + " to " + most);
  }

  Map<String, Object> query() {
    return values(fields());
  }

  /// The first value of a query parameter.
  @Nullable String query(String name) {
    return fields().getValue(name);
  }

  long query(String name, long otherwise, long least, long most) {
    String text = query(name);
    return text == null || text.isEmpty() ? otherwise : number(text, name, least, most);
  }

  Fields fields() {
    try {
      return Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      throw Refused.bad("the query is not properly encoded");
    }
  }

  /// One text per name, or a list of them where a name comes several times.
  private static Map<String, Object> values(Fields fields) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Fields.Field field : fields) {
      values.put(field.getName(), field.hasMultipleValues() ? field.getValues() : field.getValue());
    }
    return values;
  }

  Map<String, Object> headers() {
    Map<String, Object> headers = new LinkedHashMap<>();
    HttpFields fields = request.getHeaders();
    for (HttpField field : fields) {
      String value = field.getValue() == null ? "" : field.getValue();
      headers.merge(field.getName(), value, (before, next) -> before + ", " + next);
    }
    return headers;
  }

  @Nullable String header(HttpHeader header) {
    return request.getHeaders().get(header);
  }

  Map<String, Object> cookies() {
    Map<String, Object> cookies = new LinkedHashMap<>();
    for (HttpCookie cookie : Request.getCookies(request)) {
      cookies.put(cookie.getName(), cookie.getValue());
    }
    return cookies;
  }

  boolean isForm() {
    String type = header(HttpHeader.CONTENT_TYPE);
    return type != null && type.regionMatches(true, 0, "application/x-www-form-urlencoded", 0, 33);
  }

  Map<String, Object> form() {
    if (!isForm()) {
      return Map.of();
    }
    var form = new Fields(true);
    try {
      UrlEncoded.decodeUtf8To(text(), form);
    } catch (RuntimeException e) {
      throw Refused.bad("the form is not properly encoded");
    }
    return values(form);
  }

  String text() {
    return new String(body, UTF_8);
  }

  /// The JSON value of the body, or null where it is none.
  @Nullable Object json() {
    try {
      return body.length == 0 ? null : Json.parse(text());
    } catch (JsonFault e) {
      return null;
    }
  }

  /// The members of the JSON object that the body must be.
  Map<String, @Nullable Object> object() {
    Object value;
    try {
      value = Json.parse(text());
    } catch (JsonFault e) {
      throw Refused.bad("the body is not JSON: " + e.getMessage());
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw Refused.bad("the body must be a JSON object");
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    map.forEach((name, member) -> members.put(String.valueOf(name), member));
    return members;
  }

  /// The names of all query parameters with their first values.
  List<Map.Entry<String, String>> pairs() {
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    for (Fields.Field field : fields()) {
      pairs.add(Map.entry(field.getName(), field.getValue() == null ? "" : field.getValue()));
    }
    return pairs;
  }
}
