package dev.runner.js.http;

import dev.runner.compression.ContentEncodings;
import dev.runner.js.http.HttpSampler.Kind;
import dev.runner.js.http.cookie.CookieJar;
import dev.runner.js.http.cookie.SetCookie;
import dev.runner.js.http.request.ExpectedStatuses;
import dev.runner.js.http.request.RequestHeaders;
import dev.runner.js.http.request.RequestSpec;
import dev.runner.js.http.request.RequestSpec.Auth;
import dev.runner.js.http.request.RequestSpec.OwnCookie;
import dev.runner.js.http.request.RequestSpec.ResponseType;
import dev.runner.js.http.url.Url;
import dev.runner.js.http.url.UrlFault;
import dev.runner.js.module.VuScope;
import dev.runner.sample.Tags;
import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpCall.Header;
import dev.runner.transport.HttpFault;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpTimings;
import dev.runner.transport.Ocsp;
import dev.runner.transport.SameConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request on its way: what to send first, and after each redirect, one exchange a hop. Used by
/// the virtual user's thread.
final class RedirectChain {
  private static final byte[] NO_BYTES = {};

  /// The largest body, decoded; about what one array holds.
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private final VuScope scope;
  private final HttpSampler sampler;
  private final RequestSpec spec;

  /// Of the virtual user when the request was asked for.
  private final Tags tags;

  private final long startNanos;
  private Hop hop;
  private int followed;

  /// Answers the challenges of the server that is asked now; null if the URL alone says who asks.
  private @Nullable Authenticator authenticator;

  private @Nullable List<Header> firstSent;

  RedirectChain(VuScope scope, HttpSampler sampler, RequestSpec spec, AnswerSource answers) {
    this.scope = scope;
    this.sampler = sampler;
    this.spec = spec;
    tags = scope.tags();
    startNanos = scope.nanoTime();
    hop = new Hop(spec.method(), spec.url(), spec.headers(), spec.body(), spec.cookies());
    if (spec.auth() != Auth.BASIC) {
      authenticator = Authenticator.of(spec, answers);
    }
  }

  RequestSpec spec() {
    return spec;
  }

  /// What to send next, or null if the time is up, which [#late()] is the reply to.
  @Nullable HttpCall call() {
    long remaining = spec.timeoutNanos();
    List<Header> headers = sentHeaders(hop, spec.jar(), authenticator);
    if (firstSent == null) {
      firstSent = headers;
    } else {
      remaining -= scope.nanoTime() - startNanos;
    }
    if (remaining <= 0) {
      return null;
    }
    boolean keepBody = spec.responseType() != ResponseType.NONE;
    SameConnection same = authenticator == null ? null : authenticator.sameConnection();
    return new HttpCall(hop.method, hop.url.uri(), headers, hop.body, remaining, keepBody, same);
  }

  /// The reply to a request for which there is no time left.
  HttpReply late() {
    return new HttpReply(
        0,
        "",
        "",
        List.of(),
        NO_BYTES,
        "",
        0,
        "",
        "",
        Ocsp.NONE,
        HttpTimings.ZERO,
        scope.nanoTime(),
        new HttpFault(HttpFault.REQUEST_TIMEOUT, "request timeout"));
  }

  /// Takes the reply to what [#call()] gave.
  ///
  /// @return what the script gets, its body decoded; null if there is more to send
  @Nullable ReplyObject accept(HttpReply reply) {
    boolean whole = reply.fault() == null;
    if (whole) {
      storeCookies(spec.jar(), hop.url, reply);
    }
    if (whole && authenticator != null && authenticator.answers(reply, hop.method)) {
      sample(reply, null, true);
      return null;
    }
    String location = whole ? redirectTarget(reply) : null;
    boolean follow = location != null && followed < spec.redirects();
    Received received =
        follow || !whole || spec.responseType() == ResponseType.NONE
            ? new Received(reply.body(), reply.fault())
            : decode(reply);
    sample(reply, received.fault, false);
    Url next = null;
    HttpFault fault = received.fault;
    if (follow && location != null) {
      try {
        next = hop.url.resolve(location);
      } catch (UrlFault e) {
        fault = new HttpFault(e.code(), "cannot follow the redirect: " + e.getMessage());
      }
    } else if (location != null && !spec.redirectsGiven()) {
      scope
          .log()
          .warn(
              "Stopped after "
                  + followed
                  + " redirects and returned the last one; set the option maxRedirects, or the"
                  + " parameter redirects of this request");
    }
    if (next == null || location == null) {
      List<Header> first = firstSent == null ? List.of() : firstSent;
      return new ReplyObject(spec, hop.method, hop.url, first, reply, received.body, fault);
    }
    authenticator = null;
    hop = hop.next(spec, next, reply.status(), Url.isRelative(location));
    followed++;
    return null;
  }

  private static List<Header> sentHeaders(
      Hop hop, CookieJar jar, @Nullable Authenticator authenticator) {
    String authorization = hop.url.basicAuthorization();
    if (authenticator != null) {
      authorization = authenticator.header();
    }
    boolean authorizes =
        authorization != null && RequestHeaders.find(hop.headers, "Authorization") == null;
    if (hop.cookies.isEmpty() && jar.isEmpty() && !authorizes) {
      return hop.headers;
    }
    var all = new ArrayList<Header>(hop.headers);
    if (authorizes && authorization != null) {
      all.add(new Header("Authorization", authorization));
    }
    var cookies = new StringBuilder();
    String given = RequestHeaders.find(hop.headers, "Cookie");
    if (given != null) {
      all.removeIf(header -> header.name().equals("Cookie"));
      cookies.append(given);
    }
    for (OwnCookie cookie : hop.cookies) {
      RequestHeaders.appendCookie(cookie.name(), cookie.value(), cookies);
    }
    jar.forEach(
        hop.url,
        (name, value) -> {
          if (!isReplaced(name, hop.cookies)) {
            RequestHeaders.appendCookie(name, value, cookies);
          }
        });
    if (!cookies.isEmpty()) {
      all.add(new Header("Cookie", cookies.toString()));
    }
    return all;
  }

  private static boolean isReplaced(String name, List<OwnCookie> cookies) {
    for (OwnCookie cookie : cookies) {
      if (cookie.replaces() && cookie.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static void storeCookies(CookieJar jar, Url url, HttpReply reply) {
    List<Header> headers = reply.headers();
    for (int i = 0; i < headers.size(); i++) {
      if (headers.get(i).name().equalsIgnoreCase("Set-Cookie")) {
        SetCookie cookie = SetCookie.parse(headers.get(i).value());
        if (cookie != null) {
          jar.store(url, cookie);
        }
      }
    }
  }

  private static @Nullable String redirectTarget(HttpReply reply) {
    int status = reply.status();
    if ((status < 301 || status > 303) && status != 307 && status != 308) {
      return null;
    }
    String location = RequestHeaders.find(reply.headers(), "Location");
    return location == null || location.isEmpty() ? null : location;
  }

  private Received decode(HttpReply reply) {
    String encoding = RequestHeaders.find(reply.headers(), "Content-Encoding");
    if (encoding == null || reply.body().length == 0) {
      return new Received(reply.body(), null);
    }
    try {
      return new Received(ContentEncodings.decode(reply.body(), encoding, MOST_BYTES), null);
    } catch (IOException e) {
      String problem = "cannot decode the body (Content-Encoding: " + encoding + "): ";
      return new Received(
          NO_BYTES, new HttpFault(HttpFault.DECOMPRESSION, problem + e.getMessage()));
    }
  }

  /// @param challenge whether it is a refusal that was to be expected
  private void sample(HttpReply reply, @Nullable HttpFault fault, boolean challenge) {
    int status = fault == null ? reply.status() : 0;
    ExpectedStatuses statuses = spec.expected();
    Boolean expected = null;
    if (statuses != null) {
      expected = challenge || (fault == null && statuses.contains(status));
    }
    sampler.record(
        tags,
        new Kind(
            spec.tags(),
            hop.method,
            hop.url.publicText(),
            spec.name(),
            status,
            reply.protocol(),
            reply.tlsVersion(),
            reply.ocsp().status(),
            scope.systemTag("ip") ? reply.remoteIp() : "",
            expected,
            ReplyObject.errorCode(status, fault),
            fault == null ? "" : fault.message()),
        reply.timings(),
        reply.endNanos());
  }

  /// @param fault why the body is missing, or null
  private record Received(byte[] body, @Nullable HttpFault fault) {}

  /// What one exchange sends.
  private record Hop(
      String method,
      Url url,
      List<Header> headers,
      byte @Nullable [] body,
      List<OwnCookie> cookies) {

    /// The hop after a redirect with that status.
    ///
    /// @param asked what the script asked for, where the chain began
    Hop next(RequestSpec asked, Url target, int status, boolean relative) {
      boolean keeps = status == 307 || status == 308;
      boolean reads = method.equals("GET") || method.equals("HEAD");
      boolean sameSite =
          target.host().equals(asked.url().host())
              || target.host().endsWith("." + asked.url().host());
      var next = new ArrayList<Header>();
      for (Header header : headers) {
        boolean dropped =
            switch (header.name()) {
              case "Content-Type", "Content-Encoding", "Content-Language", "Content-Location" ->
                  !keeps;
              case "Authorization", "Www-Authenticate", "Cookie", "Cookie2" -> !sameSite;
              case "Host" -> !relative;
              default -> false;
            };
        if (!dropped) {
          next.add(header);
        }
      }
      if (RequestHeaders.find(asked.headers(), "Referer") == null) {
        next.removeIf(header -> header.name().equals("Referer"));
        if (target.secure() || !url.secure()) {
          next.add(new Header("Referer", url.uri().toString()));
        }
      }
      byte[] nextBody = null;
      if (keeps) {
        nextBody = body;
      }
      return new Hop(
          keeps || reads ? method : "GET", target, next, nextBody, sameSite ? cookies : List.of());
    }
  }
}
