package dev.runner.http;

import dev.runner.clock.Clock;
import dev.runner.net.Proxies;
import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpFault;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpTimings;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.io.Content.Source;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// One request on one connection and what comes back: at once Jetty's request and the listener to
/// its events. The events come on the selector's thread, or on the virtual user's for what Jetty
/// does while that thread sends.
final class Exchange extends HttpRequest
    implements Response.BeginListener,
        Response.ContentSourceListener,
        Response.CompleteListener,
        Invocable.Task,
        Awaited {
  /// Stands in for the request's URI, which Jetty would otherwise take apart anew each time.
  private static final URI ANY = URI.create("http://localhost/");

  private static final byte[] NOTHING = {};

  /// Chunks to copy before Jetty gets a chance to abort.
  private static final int CHUNKS_AT_ONCE = 64;

  private final HttpCall call;
  private final Link link;
  private final Clock clock;
  private final Lane lane;
  private final String path;
  private final String proxyAuthorization;
  private final @Nullable String query;
  private final boolean http2;
  private final boolean reused;
  private final long sentBefore;

  private long begunNanos;
  private long writtenNanos;
  private long firstByteNanos;
  private long endNanos;
  private boolean committed;
  private boolean written;
  private boolean answered;
  private boolean whole;
  private @Nullable Response response;
  private @Nullable Source source;
  private final BodyBuffer received = new BodyBuffer();
  private @Nullable Throwable failure;
  private volatile boolean done;

  Exchange(HttpClient client, HttpCall call, Link link, Clock clock, Lane lane) {
    super(client, new HttpConversation(), ANY);
    this.call = call;
    this.link = link;
    this.clock = clock;
    this.lane = lane;
    Optional<Proxies.Proxy> proxy = link.forwarder();
    String plain = Site.path(call.uri());
    path = proxy.isEmpty() ? plain : "http://" + Site.hostHeader(call.uri()) + plain;
    proxyAuthorization = proxy.map(Proxies.Proxy::authorization).orElse("");
    query = Site.query(call.uri());
    http2 = link.isHttp2();
    reused = link.nextExchange() > 0;
    sentBefore = link.sentBytes();
  }

  /// Sends the request. It may be over when this returns.
  void send(boolean closeAfterwards) {
    addHeaders(closeAfterwards);
    begunNanos = clock.nanoTime();
    link.connection().send(this, this);
  }

  /// Makes Jetty give the request up; it is done soon after.
  void cutOff(Throwable cause) {
    var _ = abort(cause);
  }

  private void addHeaders(boolean closeAfterwards) {
    List<HttpCall.Header> headers = call.headers();
    if (!http2) {
      String host = hostOverride();
      addHeader(new HttpField(HttpHeader.HOST, host == null ? Site.hostHeader(call.uri()) : host));
    }
    if (!proxyAuthorization.isEmpty()) {
      addHeader(new HttpField(HttpHeader.PROXY_AUTHORIZATION, proxyAuthorization));
    }
    byte[] bytes = call.body();
    boolean hasBody = bytes != null && bytes.length > 0;
    for (HttpCall.Header header : headers) {
      HttpHeader known = HttpHeader.CACHE.get(header.name());
      // Host stands above, and the body's length is what it is.
      if (known != HttpHeader.HOST && known != HttpHeader.CONTENT_LENGTH) {
        // Jetty takes a known Content-Type for a sign that there is a body.
        boolean plain = known == HttpHeader.CONTENT_TYPE && !hasBody;
        addHeader(new HttpField(plain ? null : known, header.name(), wire(header.value())));
      }
    }
    if (closeAfterwards && !http2) {
      addHeader(new HttpField(HttpHeader.CONNECTION, "close"));
    }
    if (hasBody) {
      body(new BytesRequestContent((String) null, bytes));
    } else if (call.method().equals("PATCH")) {
      // Jetty says so itself for POST and PUT, and leaves a known header out for PATCH.
      addHeader(new HttpField((HttpHeader) null, HttpHeader.CONTENT_LENGTH.asString(), "0"));
    }
  }

  /// Text beyond ASCII goes out as UTF-8; Jetty writes one byte for each character.
  private static String wire(String value) {
    return Site.isAscii(value)
        ? value
        : new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private @Nullable String hostOverride() {
    for (HttpCall.Header header : call.headers()) {
      if (header.name().equalsIgnoreCase("Host")) {
        return header.value();
      }
    }
    return null;
  }

  // What Jetty asks the request.

  @Override
  public String getMethod() {
    return call.method();
  }

  @Override
  public String getPath() {
    return path;
  }

  @Override
  public @Nullable String getQuery() {
    return query;
  }

  @Override
  public String getScheme() {
    return link.site().secure() ? "https" : "http";
  }

  @Override
  public String getHost() {
    String host = http2 ? hostOverride() : null;
    if (host == null) {
      return link.site().host();
    }
    int colon = portColon(host);
    return colon < 0 ? host : host.substring(0, colon);
  }

  @Override
  public int getPort() {
    String host = http2 ? hostOverride() : null;
    if (host == null) {
      return link.site().port();
    }
    int colon = portColon(host);
    try {
      return colon < 0 ? -1 : Integer.parseInt(host.substring(colon + 1));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static int portColon(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? colon : -1;
  }

  /// None, so that Jetty neither parses cookies nor looks for ones to send.
  @Override
  public @Nullable URI getURI() {
    return null;
  }

  // Events of the request, of which two count.

  @Override
  public void notifyQueued() {}

  @Override
  public void notifyBegin() {}

  @Override
  public void notifyHeaders() {}

  @Override
  public void notifyCommit() {
    committed = true;
  }

  @Override
  public void notifyContent(ByteBuffer content) {}

  @Override
  public void notifySuccess() {
    writtenNanos = clock.nanoTime();
    written = true;
  }

  @Override
  public void notifyFailure(Throwable cause) {}

  // Events of the response.

  @Override
  public void onBegin(Response begun) {
    if (HttpStatus.isInterim(begun.getStatus())) {
      return;
    }
    firstByteNanos = clock.nanoTime();
    response = begun;
    answered = true;
  }

  @Override
  public void onContentSource(Response from, Source content) {
    source = content;
    run();
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  /// Takes the body's bytes that have come.
  @Override
  public void run() {
    Source content = source;
    if (content == null) {
      return;
    }
    for (int i = 0; i < CHUNKS_AT_ONCE; i++) {
      Chunk chunk = content.read();
      if (chunk == null) {
        break;
      }
      if (Chunk.isFailure(chunk)) {
        return;
      }
      boolean last = chunk.isLast();
      if (call.keepBody() && chunk.hasRemaining()) {
        append(chunk.getByteBuffer());
      }
      chunk.release();
      if (last) {
        whole = true;
        return;
      }
    }
    content.demand(this);
  }

  private void append(ByteBuffer chunk) {
    Response from = response;
    long announced = -1;
    if (from != null && !received.isEmpty()) {
      announced = from.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    }
    received.append(chunk, announced);
  }

  @Override
  public void onComplete(Result result) {
    endNanos = clock.nanoTime();
    // A whole answer counts, though the server may have refused the rest of the request, or Jetty
    // given up an HTTP/2 connection because it was this one's last.
    failure = whole ? null : result.getFailure();
    done = true;
    lane.wake();
  }

  @Override
  public boolean isDone() {
    return done;
  }

  // What came of it, to be asked when it is done.

  /// Whether the request may be sent again although it may have reached the server: the server
  /// closed a connection that had served before, perhaps without having seen it.
  boolean isRetryable() {
    if (failure == null || answered || !reused) {
      return false;
    }
    // An HTTP/2 connection also carries frames that belong to no request.
    boolean unsent = http2 ? !committed : link.sentBytes() == sentBefore;
    return unsent || isReplayable();
  }

  private boolean isReplayable() {
    return switch (call.method()) {
      case "GET", "HEAD", "OPTIONS", "TRACE" -> true;
      default -> false;
    };
  }

  boolean isFailed() {
    return failure != null;
  }

  /// @param startNanos when the call began
  HttpReply reply(long startNanos) {
    if (failure != null) {
      HttpFault fault = Faults.ofExchange(failure, link, answered, http2);
      return failed(startNanos, endNanos, received.take(), fault);
    }
    Response from = response;
    if (from == null) {
      return failed(startNanos, endNanos, NOTHING, new HttpFault(HttpFault.GENERIC, "no response"));
    }
    if (received.isTooLarge()) {
      var fault = new HttpFault(HttpFault.GENERIC, "response body larger than 2 GB");
      return failed(startNanos, endNanos, NOTHING, fault);
    }
    String reason = from.getReason();
    return new HttpReply(
        from.getStatus(),
        reason == null ? standardReason(from) : reason,
        protocol(from.getVersion()),
        new HeaderLines(from.getHeaders()),
        received.take(),
        link.remoteIp(),
        link.remotePort(),
        link.tlsVersion(),
        link.cipherSuite(),
        link.ocsp(),
        timings(startNanos, endNanos),
        endNanos,
        null);
  }

  /// The reply of an exchange that was cut off; `settled` tells whether Jetty is done with it.
  HttpReply timedOut(long startNanos, boolean settled) {
    byte[] body = settled ? received.take() : NOTHING;
    return failed(startNanos, clock.nanoTime(), body, Faults.REQUEST_TIMEOUT);
  }

  private HttpReply failed(long startNanos, long end, byte[] body, HttpFault fault) {
    return new HttpReply(
        0,
        "",
        "",
        List.of(),
        body,
        link.remoteIp(),
        link.remotePort(),
        link.tlsVersion(),
        link.cipherSuite(),
        link.ocsp(),
        timings(startNanos, end),
        end,
        fault);
  }

  private String standardReason(Response from) {
    if (!http2) {
      return "";
    }
    HttpStatus.Code code = HttpStatus.getCode(from.getStatus());
    return code == null ? "" : code.getMessage();
  }

  private static String protocol(HttpVersion version) {
    return version == HttpVersion.HTTP_2 ? "HTTP/2.0" : version.asString();
  }

  private HttpTimings timings(long startNanos, long end) {
    long connecting = reused ? 0 : atLeastZero(link.connectingNanos());
    long securing = reused ? 0 : atLeastZero(link.securingNanos());
    long blocked = atLeastZero(begunNanos - startNanos - connecting - securing);
    long first = answered ? firstByteNanos : end;
    long sent = written && writtenNanos - end < 0 ? writtenNanos : end;
    if (sent - first > 0 && !http2) {
      // The response began before we came to know that the request was written, so it left during
      // the last write: it was on its way from the beginning of that at the earliest.
      sent = Math.clamp(link.writeBegunNanos(), begunNanos, first);
    }
    long sending = atLeastZero(sent - begunNanos);
    long waiting = atLeastZero(first - sent);
    long receiving = atLeastZero(end - begunNanos - sending - waiting);
    return new HttpTimings(blocked, connecting, securing, sending, waiting, receiving);
  }

  private static long atLeastZero(long nanos) {
    return Math.max(0, nanos);
  }
}
