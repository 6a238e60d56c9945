package dev.runner.js.http;

import dev.runner.js.http.json.Json;
import dev.runner.js.http.json.JsonPathQuery;
import dev.runner.js.http.json.JsonReader;
import dev.runner.js.http.json.JsonSelector;
import dev.runner.js.http.json.JsonSyntaxFault;
import dev.runner.js.http.request.RequestHeaders;
import dev.runner.js.http.request.RequestSpec;
import dev.runner.js.http.request.RequestSpec.ResponseType;
import dev.runner.js.http.url.Url;
import dev.runner.js.module.ScriptFault;
import dev.runner.transport.HttpCall.Header;
import dev.runner.transport.HttpFault;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpTimings;
import dev.runner.transport.Ocsp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/// What a script's `Response` takes its values from. Costly ones are made when asked for; the
/// script side remembers them.
public final class ReplyObject {
  /// How [#bodyKind] tells the script side what to make of the body.
  private static final int BODY_NULL = 0;

  private static final int BODY_SHORT_TEXT = 1;
  private static final int BODY_TEXT = 2;
  private static final int BODY_BINARY = 3;
  private static final int BODY_UNSENT = 4;

  /// Up to here, in bytes, making a text of a body costs about as much as promising to.
  private static final int SHORT_BODY = 8 << 10;

  private static final HttpReply NOTHING =
      new HttpReply(
          0, "", "", List.of(), new byte[0], "", 0, "", "", Ocsp.NONE, HttpTimings.ZERO, 0, null);

  private final @Nullable RequestSpec spec;
  private final String lastMethod;
  private final String url;
  private final List<Header> sent;
  private final HttpReply reply;
  private final byte[] body;
  private final @Nullable HttpFault fault;

  /// @param lastMethod of the hop that was answered last
  /// @param lastUrl likewise
  /// @param sent headers of the first hop
  /// @param body decoded
  /// @param fault why there is no whole response, or null
  ReplyObject(
      RequestSpec spec,
      String lastMethod,
      Url lastUrl,
      List<Header> sent,
      HttpReply reply,
      byte[] body,
      @Nullable HttpFault fault) {
    this.spec = spec;
    this.lastMethod = lastMethod;
    this.url = lastUrl.text();
    this.sent = sent;
    this.reply = reply;
    this.body = body;
    this.fault = fault;
  }

  /// The response to a request that could not be made.
  ReplyObject(HttpFault fault) {
    this.spec = null;
    this.lastMethod = "";
    this.url = "";
    this.sent = List.of();
    this.reply = NOTHING;
    this.body = NOTHING.body();
    this.fault = fault;
  }

  boolean fits(ReplyFacts facts) {
    return facts.fit(reply);
  }

  ReplyFacts facts() {
    return ReplyFacts.of(reply);
  }

  /// What scripts see as `error_code`.
  static int errorCode(int status, @Nullable HttpFault fault) {
    return fault != null ? fault.code() : status >= 400 ? 1000 + status : 0;
  }

  @Nullable HttpFault fault() {
    return fault;
  }

  @HostAccess.Export
  public String remoteIp() {
    return reply.remoteIp();
  }

  @HostAccess.Export
  public int remotePort() {
    return reply.remotePort();
  }

  @HostAccess.Export
  public String url() {
    return url;
  }

  @HostAccess.Export
  public int status() {
    return fault == null ? reply.status() : 0;
  }

  @HostAccess.Export
  public String statusText() {
    if (fault != null) {
      return "";
    }
    if (reply.status() == 200 && reply.reason().equals("OK")) {
      return "200 OK";
    }
    return reply.reason().isEmpty()
        ? Integer.toString(reply.status())
        : reply.status() + " " + reply.reason();
  }

  @HostAccess.Export
  public String proto() {
    return reply.protocol();
  }

  @HostAccess.Export
  public String tlsVersion() {
    return reply.tlsVersion();
  }

  @HostAccess.Export
  public String tlsCipherSuite() {
    return reply.tlsCipherSuite();
  }

  /// JSON of what the server has shown about its certificate.
  @HostAccess.Export
  public String ocsp() {
    return JsonText.ocsp(reply.ocsp());
  }

  @HostAccess.Export
  public String error() {
    return fault == null ? "" : fault.message();
  }

  @HostAccess.Export
  public int errorCode() {
    return errorCode(status(), fault);
  }

  /// JSON: canonical names to values.
  @HostAccess.Export
  public String headers() {
    return JsonText.headers(reply.headers());
  }

  /// Whether the response sets cookies.
  @HostAccess.Export
  public boolean hasCookies() {
    return RequestHeaders.find(reply.headers(), "Set-Cookie") != null;
  }

  /// JSON: names to arrays of the cookies that the response sets.
  @HostAccess.Export
  public String cookies() {
    return JsonText.cookies(reply.headers());
  }

  /// 0 for `null`, 1 for a short text, 2 for a longer one, 3 for binary, 4 for what a request has
  /// that could not be made.
  @HostAccess.Export
  public int bodyKind() {
    if (spec == null) {
      return BODY_UNSENT;
    }
    if (spec.responseType() == ResponseType.NONE) {
      return BODY_NULL;
    }
    boolean none = fault != null ? body.length == 0 : reply.status() == 204;
    if (none && !(lastMethod.equals("HEAD") && fault == null)) {
      return BODY_NULL;
    }
    if (spec.responseType() == ResponseType.BINARY) {
      return BODY_BINARY;
    }
    return body.length <= SHORT_BODY ? BODY_SHORT_TEXT : BODY_TEXT;
  }

  /// The body as text; bytes that are not UTF-8 become replacement characters.
  @HostAccess.Export
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @HostAccess.Export
  public int size() {
    return body.length;
  }

  /// The body itself, not a copy.
  @HostAccess.Export
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(body);
  }

  /// JSON of what a path finds in the body, or null.
  @HostAccess.Export
  public @Nullable String select(String path) {
    if (path.startsWith("$")) {
      try {
        return JsonPathQuery.select(text(), path);
      } catch (IllegalArgumentException e) {
        throw new ScriptFault("json(): " + e.getMessage(), e);
      }
    }
    Json found = JsonSelector.select(text(), path);
    return found == null ? null : found.text();
  }

  /// Why the body is not JSON.
  @HostAccess.Export
  public String jsonProblem() {
    try {
      JsonReader.read(text());
      return "it is nested too deeply";
    } catch (JsonSyntaxFault e) {
      return e.getMessage();
    }
  }

  @HostAccess.Export
  public double duration() {
    return HttpSampler.millis(reply.timings().duration());
  }

  @HostAccess.Export
  public double blocked() {
    return HttpSampler.millis(reply.timings().blocked());
  }

  @HostAccess.Export
  public double connecting() {
    return HttpSampler.millis(reply.timings().connecting());
  }

  @HostAccess.Export
  public double tlsHandshaking() {
    return HttpSampler.millis(reply.timings().tlsHandshaking());
  }

  @HostAccess.Export
  public double sending() {
    return HttpSampler.millis(reply.timings().sending());
  }

  @HostAccess.Export
  public double waiting() {
    return HttpSampler.millis(reply.timings().waiting());
  }

  @HostAccess.Export
  public double receiving() {
    return HttpSampler.millis(reply.timings().receiving());
  }

  /// JSON of the request as it was first sent, or `null` if it could not be made.
  @HostAccess.Export
  public String request() {
    return spec == null ? "null" : JsonText.request(spec, sent);
  }
}
