package dev.runner.js.http.request;

import dev.runner.compression.ContentEncodings;
import dev.runner.js.http.cookie.CookieJar;
import dev.runner.js.http.request.RequestSpec.Auth;
import dev.runner.js.http.request.RequestSpec.OwnCookie;
import dev.runner.js.http.request.RequestSpec.ResponseType;
import dev.runner.js.http.url.Url;
import dev.runner.js.http.url.UrlCache;
import dev.runner.js.http.url.UrlFault;
import dev.runner.log.Log;
import dev.runner.sample.Tags;
import dev.runner.transport.HttpCall.Header;
import dev.runner.transport.HttpFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/// Turns the arguments of a script's call into a [RequestSpec].
public final class RequestReader {
  private final UrlCache urls;
  private final int maxRedirects;
  private final ResponseType defaultType;
  private final Log log;

  /// What is sent without any headers given.
  private final List<Header> plainHeaders;

  /// @param userAgent empty to send none
  /// @param maxRedirects how many redirects are followed unless a request says otherwise
  /// @param discardBodies whether bodies are thrown away unless a request says otherwise
  public RequestReader(
      UrlCache urls, String userAgent, int maxRedirects, boolean discardBodies, Log log) {
    this.urls = urls;
    this.maxRedirects = maxRedirects;
    this.defaultType = discardBodies ? ResponseType.NONE : ResponseType.TEXT;
    this.log = log;
    this.plainHeaders =
        userAgent.isEmpty() ? List.of() : List.of(new Header("User-Agent", userAgent));
  }

  /// @param urlText null where the script gave none
  /// @param name what the URL template says should be the name, or null
  /// @param body undefined, null, a string, an array buffer or a [FormBody]; anything else is a
  ///   fault. Java's null, for the body as for the parameters, stands for none
  /// @param jar the virtual user's jar or the one given in `params`
  /// @param expected what holds unless `params` say otherwise; null for no opinion
  public RequestSpec read(
      String method,
      @Nullable String urlText,
      @Nullable String name,
      @Nullable Value body,
      @Nullable Value params,
      CookieJar jar,
      @Nullable ExpectedStatuses expected)
      throws RequestFault {
    if (urlText == null) {
      throw new RequestFault(HttpFault.INVALID_URL, "invalid URL: it is undefined or null");
    }
    Url url;
    try {
      url = urls.parse(urlText);
    } catch (UrlFault e) {
      throw new RequestFault(e.code(), e.getMessage());
    }
    String verb = method.isEmpty() ? "GET" : method;
    if (!RequestHeaders.isToken(verb)) {
      throw new RequestFault(HttpFault.GENERIC, "invalid method \"" + verb + "\"");
    }
    var reading = new Reading(name, expected);
    byte[] bytes = body == null ? null : reading.body(body);
    if (params != null && params.hasMembers()) {
      for (String key : params.getMemberKeys()) {
        reading.param(key, params.getMember(key));
      }
    }
    bytes = reading.compressed(bytes);
    return new RequestSpec(
        verb,
        url,
        reading.name,
        reading.headers(bytes),
        bytes,
        reading.cookies,
        jar,
        reading.tags,
        reading.timeoutNanos,
        reading.redirects,
        reading.redirectsGiven,
        reading.responseType,
        reading.expected,
        reading.auth);
  }

  /// The parts of one request as far as they are known.
  private final class Reading {
    @Nullable String name;
    @Nullable List<Header> given;
    @Nullable String formType;
    List<OwnCookie> cookies = List.of();
    Tags tags = Tags.EMPTY;
    long timeoutNanos = Timeouts.DEFAULT_NANOS;
    int redirects = maxRedirects;
    boolean redirectsGiven;
    ResponseType responseType = defaultType;
    @Nullable ExpectedStatuses expected;
    Auth auth = Auth.BASIC;
    List<String> compression = List.of();

    Reading(@Nullable String name, @Nullable ExpectedStatuses expected) {
      this.name = name;
      this.expected = expected;
    }

    byte @Nullable [] body(Value body) throws RequestFault {
      if (body.isNull()) {
        return null;
      }
      if (body.isString() || body.hasBufferElements()) {
        return FormBody.bytes(body);
      }
      if (body.isHostObject() && body.asHostObject() instanceof FormBody form) {
        formType = form.contentType();
        return form.encode();
      }
      String type =
          body.isNumber()
              ? "a number"
              : body.isBoolean()
                  ? "a boolean"
                  : body.hasArrayElements() ? "an array" : "a value of that type";
      throw new RequestFault(
          type
              + " cannot be a request body: give a string, an ArrayBuffer, a typed array, or an"
              + " object of form fields; use JSON.stringify() to send JSON");
    }

    void param(String key, Value value) throws RequestFault {
      switch (key) {
        case "headers" -> givenHeaders(value);
        case "cookies" -> givenCookies(value);
        case "tags" -> givenTags(value);
        case "timeout" -> {
          if (!value.isNull()) {
            timeoutNanos = Timeouts.nanos(value);
          }
        }
        case "redirects" -> {
          if (value.isNumber()) {
            redirects = value.fitsInInt() ? value.asInt() : (int) value.asDouble();
            redirectsGiven = true;
          }
        }
        case "responseType" -> responseType = responseType(value);
        case "responseCallback" -> responseCallback(value);
        case "auth" -> {
          if (value.isString()) {
            auth =
                switch (value.asString().toLowerCase(Locale.ROOT)) {
                  case "digest" -> Auth.DIGEST;
                  case "ntlm" -> Auth.NTLM;
                  default -> Auth.BASIC;
                };
          }
        }
        case "compression" -> {
          if (!value.isNull() && !ScriptText.of(value).isBlank()) {
            compression = encodings(ScriptText.of(value));
          }
        }
        default -> {}
      }
    }

    /// The encodings in a list such as `gzip, br`.
    private static List<String> encodings(String list) throws RequestFault {
      List<String> encodings = new ArrayList<>();
      for (String part : list.split(",", -1)) {
        String encoding = part.trim().toLowerCase(Locale.ROOT);
        if (!ContentEncodings.isKnown(encoding)) {
          throw new RequestFault(
              "unknown compression '" + part.trim() + "': give gzip, deflate, br or zstd");
        }
        encodings.add(encoding);
      }
      return encodings;
    }

    private void givenHeaders(Value headers) throws RequestFault {
      if (!headers.hasMembers()) {
        return;
      }
      List<Header> list = new ArrayList<>();
      for (String key : headers.getMemberKeys()) {
        String header = RequestHeaders.canonical(key);
        String value = ScriptText.of(headers.getMember(key));
        if (!RequestHeaders.isToken(header)) {
          throw new RequestFault("invalid header name \"" + key + "\"");
        }
        if (!RequestHeaders.isValue(value)) {
          throw new RequestFault("invalid value of header \"" + key + "\": a line break is in it");
        }
        list.removeIf(other -> other.name().equals(header));
        list.add(new Header(header, value));
      }
      given = list;
    }

    private void givenCookies(Value values) {
      if (!values.hasMembers()) {
        return;
      }
      cookies = new ArrayList<>();
      for (String cookie : values.getMemberKeys()) {
        Value value = values.getMember(cookie);
        boolean replaces = false;
        if (value.hasMembers() && value.hasMember("value")) {
          Value replace = value.getMember("replace");
          replaces = replace != null && replace.isBoolean() && replace.asBoolean();
          value = value.getMember("value");
        }
        cookies.add(new OwnCookie(cookie, ScriptText.of(value), replaces));
      }
    }

    private void givenTags(Value values) throws RequestFault {
      if (!values.hasMembers()) {
        return;
      }
      for (String tag : values.getMemberKeys()) {
        Value value = values.getMember(tag);
        if (value.hasMembers() && !value.isString()) {
          throw new RequestFault(
              "invalid value of tag '" + tag + "': give a string, a number or a boolean");
        }
        String text = ScriptText.of(value);
        tags = tags.with(tag, text);
        if (tag.equals("name")) {
          name = text;
        }
      }
    }

    private ResponseType responseType(Value value) throws RequestFault {
      if (value.isNull()) {
        return responseType;
      }
      String type = ScriptText.of(value);
      return switch (type) {
        case "text", "" -> ResponseType.TEXT;
        case "binary" -> ResponseType.BINARY;
        case "none" -> ResponseType.NONE;
        default ->
            throw new RequestFault(
                "invalid responseType '" + type + "': give 'text', 'binary' or 'none'");
      };
    }

    private void responseCallback(Value value) throws RequestFault {
      if (value.isHostObject() && value.asHostObject() instanceof ExpectedStatuses statuses) {
        expected = statuses;
      } else if (value.isNull()) {
        expected = value.toString().equals("undefined") ? expected : null;
      } else {
        throw new RequestFault(
            "invalid responseCallback: give what http.expectedStatuses() returns, or null");
      }
    }

    byte @Nullable [] compressed(byte @Nullable [] body) {
      if (body == null || compression.isEmpty()) {
        compression = List.of();
        return body;
      }
      return ContentEncodings.encode(body, compression);
    }

    List<Header> headers(byte @Nullable [] body) {
      if (given == null && formType == null && compression.isEmpty()) {
        return plainHeaders;
      }
      List<Header> all = new ArrayList<>();
      List<Header> own = given == null ? List.of() : given;
      if (RequestHeaders.find(own, "User-Agent") == null) {
        all.addAll(plainHeaders);
      }
      if (formType != null && RequestHeaders.find(own, "Content-Type") == null) {
        all.add(new Header("Content-Type", formType));
      }
      if (!compression.isEmpty() && RequestHeaders.find(own, "Content-Encoding") == null) {
        all.add(new Header("Content-Encoding", String.join(", ", compression)));
      }
      for (Header header : own) {
        if (header.name().equals("Content-Length")) {
          int length = body == null ? 0 : body.length;
          if (!header.value().trim().equals(Integer.toString(length))) {
            log.warn(
                "The given Content-Length header ("
                    + header.value()
                    + ") is ignored: the body has "
                    + length
                    + " bytes");
          }
        } else if (!(header.name().equals("User-Agent") && header.value().isEmpty())) {
          all.add(header);
        }
      }
      return all;
    }
  }
}
