package dev.runner.js.http;

import dev.runner.js.html.HtmlLibrary;
import dev.runner.js.http.cookie.CookieJar;
import dev.runner.js.http.request.ExpectedStatuses;
import dev.runner.js.http.request.FormBody;
import dev.runner.js.http.request.RequestFault;
import dev.runner.js.http.request.RequestReader;
import dev.runner.js.http.request.RequestSpec;
import dev.runner.js.http.url.UrlCache;
import dev.runner.js.module.IterationListener;
import dev.runner.js.module.ScriptFault;
import dev.runner.js.module.ScriptPhase;
import dev.runner.js.module.Tasks;
import dev.runner.js.module.VuScope;
import dev.runner.log.LogLevel;
import dev.runner.transport.HttpFault;
import dev.runner.transport.HttpSession;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/// The Java half of `k6/http` for one virtual user.
public final class HttpHost implements IterationListener {
  /// Few servers answer with few statuses, but addresses may be without number.
  private static final int MOST_FACTS = 64;

  private final VuScope scope;
  private final UrlCache urls;
  private final InstantSource clock;
  private final Tasks tasks;

  private final List<ReplyFacts> told = new ArrayList<>();
  private CookieJar jar;
  private @Nullable ExpectedStatuses expected = ExpectedStatuses.DEFAULT;

  /// Made when the first request is: while the script loads, the options are not known yet.
  private @Nullable Client client;

  HttpHost(VuScope scope, Tasks tasks, UrlCache urls, InstantSource clock) {
    this.scope = scope;
    this.urls = urls;
    this.clock = clock;
    this.tasks = tasks;
    this.jar = new CookieJar(clock);
  }

  @Override
  public void iterationStarting() {
    if (!jar.isEmpty() && !client().defaults.keepCookies()) {
      jar = new CookieJar(clock);
    }
  }

  /// What makes selections of HTML.
  @HostAccess.Export
  public Value html() {
    return HtmlLibrary.load();
  }

  /// Makes a request without a body and parameters and waits for the response: most of them, so it
  /// has no further arguments to be fast.
  @HostAccess.Export
  public ReplyObject plain(String method, String url) {
    return send(method, url, null, null, null, null);
  }

  /// Makes a request and waits for the response.
  ///
  /// @param url null if the script gave none
  /// @param name of a URL template, or null
  /// @param ownJar from the request's parameters, or null
  @HostAccess.Export
  public ReplyObject request(
      String method,
      @Nullable String url,
      @Nullable String name,
      Value body,
      Value params,
      @Nullable CookieJarObject ownJar) {
    return send(method, url, name, body, params, ownJar);
  }

  private ReplyObject send(
      String method,
      @Nullable String url,
      @Nullable String name,
      @Nullable Value body,
      @Nullable Value params,
      @Nullable CookieJarObject ownJar) {
    requireRunning("making HTTP requests");
    RequestSpec spec;
    try {
      spec = read(method, url, name, body, params, ownJar);
    } catch (RequestFault e) {
      failed(e.getMessage());
      return new ReplyObject(new HttpFault(e.code(), e.getMessage()));
    }
    ReplyObject reply = client().sender.send(spec);
    HttpFault fault = reply.fault();
    if (fault != null) {
      failed(describe(spec, fault));
    }
    return reply;
  }

  /// Makes a request that goes on beside the script; the parameters are those of [#request].
  ///
  /// @param done a function, called with the response, or with undefined and what is to be thrown
  @HostAccess.Export
  public void start(
      String method,
      @Nullable String url,
      @Nullable String name,
      Value body,
      Value params,
      @Nullable CookieJarObject ownJar,
      Value done) {
    requireRunning("making HTTP requests");
    RequestSpec spec;
    try {
      spec = read(method, url, name, body, params, ownJar);
    } catch (RequestFault e) {
      settle(done, new ReplyObject(new HttpFault(e.code(), e.getMessage())), e.getMessage());
      return;
    }
    client()
        .sender
        .start(
            spec,
            tasks,
            reply -> {
              HttpFault fault = reply.fault();
              settle(done, reply, fault == null ? null : describe(spec, fault));
            });
  }

  private void settle(Value done, ReplyObject reply, @Nullable String problem) {
    if (problem != null && scope.throwsOnFailure()) {
      done.executeVoid(null, problem);
      return;
    }
    if (problem != null) {
      warn("Request Failed", problem);
    }
    done.executeVoid(reply);
  }

  /// A number for what is the same in most responses, such as status and server, or -1 if there is
  /// too much of it to number or the response failed: the script side reads it once and remembers
  /// it by that number.
  @HostAccess.Export
  public int facts(ReplyObject reply) {
    if (reply.fault() != null) {
      return -1;
    }
    for (int i = 0; i < told.size(); i++) {
      if (reply.fits(told.get(i))) {
        return i;
      }
    }
    if (told.size() == MOST_FACTS) {
      return -1;
    }
    told.add(reply.facts());
    return told.size() - 1;
  }

  /// A number of requests to be sent at the same time.
  @HostAccess.Export
  public BatchObject batch() {
    requireRunning("making HTTP requests");
    return new BatchObject(this);
  }

  RequestSpec read(
      String method,
      @Nullable String url,
      @Nullable String name,
      @Nullable Value body,
      @Nullable Value params,
      @Nullable CookieJarObject ownJar)
      throws RequestFault {
    CookieJar used = ownJar == null ? jar : ownJar.jar();
    return client().reader.read(method, url, name, body, params, used, expected);
  }

  List<ReplyObject> sendAll(List<RequestSpec> specs) {
    List<ReplyObject> replies = client().sender.sendAll(specs);
    String thrown = null;
    for (int i = 0; i < specs.size(); i++) {
      HttpFault fault = replies.get(i).fault();
      if (fault != null) {
        String problem = describe(specs.get(i), fault);
        if (!scope.throwsOnFailure()) {
          warn("Request Failed", problem);
        } else if (thrown == null) {
          thrown = problem;
        }
      }
    }
    if (thrown != null) {
      throw new ScriptFault(thrown);
    }
    return replies;
  }

  /// Says that a part of a batch is no request.
  void batchFailed(String problem) {
    if (scope.throwsOnFailure()) {
      throw new ScriptFault(problem);
    }
    warn("A batch request failed", problem);
  }

  private void failed(String problem) {
    if (scope.throwsOnFailure()) {
      throw new ScriptFault(problem);
    }
    warn("Request Failed", problem);
  }

  private void warn(String message, String problem) {
    scope.log().log(LogLevel.WARNING, message, Map.of("error", problem));
  }

  /// For example `Get "http://localhost:1/": dial: connection refused`.
  private static String describe(RequestSpec spec, HttpFault fault) {
    String method = spec.method();
    return method.substring(0, 1)
        + method.substring(1).toLowerCase(Locale.ROOT)
        + " \""
        + spec.url().publicText()
        + "\": "
        + fault.message();
  }

  @HostAccess.Export
  public FormBody form() {
    return new FormBody();
  }

  @HostAccess.Export
  public ExpectedStatuses expectedStatuses(Value statuses) {
    return ExpectedStatuses.of(statuses);
  }

  /// Sets what statuses are expected of requests that do not say themselves; null for no opinion.
  @HostAccess.Export
  public void setResponseCallback(Value callback) {
    if (callback.isNull()) {
      expected = null;
    } else if (callback.isHostObject()
        && callback.asHostObject() instanceof ExpectedStatuses statuses) {
      expected = statuses;
    } else {
      throw new ScriptFault(
          "setResponseCallback() takes what http.expectedStatuses() returns, or null");
    }
  }

  /// The jar that requests use unless they say otherwise.
  @HostAccess.Export
  public CookieJarObject cookieJar() {
    requireRunning("getting the cookie jar");
    return new CookieJarObject(jar, urls);
  }

  @HostAccess.Export
  public CookieJarObject newCookieJar() {
    return new CookieJarObject(new CookieJar(clock), urls);
  }

  /// Nanoseconds since the epoch, as text.
  @HostAccess.Export
  public String timestamp() {
    var now = clock.instant();
    return Long.toString(now.getEpochSecond() * 1_000_000_000L + now.getNano());
  }

  @HostAccess.Export
  public void warn(String message) {
    scope.log().warn(message);
  }

  private void requireRunning(String what) {
    if (scope.phase() == ScriptPhase.INIT) {
      throw new ScriptFault(
          what
              + " is not possible while the script is loaded: do it in the default function,"
              + " setup() or teardown()");
    }
  }

  private Client client() {
    Client made = client;
    if (made == null) {
      HttpDefaults defaults = scope.port(HttpDefaults.class);
      made =
          new Client(
              defaults,
              new RequestReader(
                  urls,
                  defaults.userAgent(),
                  defaults.maxRedirects(),
                  defaults.discardBodies(),
                  scope.log()),
              new Sender(
                  scope,
                  scope.port(HttpSession.class),
                  new HttpSampler(scope),
                  defaults,
                  new AnswerSource(scope, clock)));
      client = made;
    }
    return made;
  }

  private record Client(HttpDefaults defaults, RequestReader reader, Sender sender) {}
}
