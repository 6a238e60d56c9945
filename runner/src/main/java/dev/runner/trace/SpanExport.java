package dev.runner.trace;

import dev.runner.clock.Clock;
import dev.runner.clock.Ticker;
import dev.runner.log.Log;
import dev.runner.output.otlp.Attributes;
import dev.runner.output.otlp.Signal;
import dev.runner.output.protobuf.ProtoWriter;
import dev.runner.output.push.Payload;
import dev.runner.output.push.Pusher;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gathers spans of all virtual users and sends them, a few hundred at a time and each second.
/// Memory is bounded: spans that find no room are lost and counted. Safe for use by many threads.
public final class SpanExport implements AutoCloseable {
  private static final int SPANS_A_MESSAGE = 512;
  private static final String SERVICE = "k6";
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final TraceSettings settings;
  private final Clock clock;
  private final Pusher pusher;
  private final byte[] resource;
  private final byte[] scope;
  private @Nullable Ticker ticker;

  /// Guarded by itself, like the count.
  private final ProtoWriter spans = new ProtoWriter(1 << 16);

  private int count;

  /// @param version of this program
  public SpanExport(TraceSettings settings, String version, Clock clock, Log log) {
    this.settings = settings;
    this.clock = clock;
    pusher =
        new Pusher(
            "traces (" + settings.collector().endpoint().shown() + ")",
            "spans",
            settings.collector().courier(Signal.TRACES, version),
            Pusher.Limits.DEFAULTS,
            clock,
            log);
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("service.name", SERVICE);
    attributes.put("service.version", version);
    resource = Attributes.resource(attributes);
    scope = Attributes.scope(version);
  }

  /// Starts sending.
  public void start() {
    pusher.start();
    ticker = new Ticker("traces", clock, clock.nanoTime(), INTERVAL.toNanos(), this::flush);
  }

  double share() {
    return settings.share();
  }

  Clock clock() {
    return clock;
  }

  /// @param span a message `Span`, encoded
  void add(byte[] span) {
    Payload full = null;
    synchronized (spans) {
      spans.data(2, span);
      count++;
      if (count >= SPANS_A_MESSAGE) {
        full = take();
      }
    }
    if (full != null) {
      pusher.push(full);
    }
  }

  private void flush() {
    Payload payload;
    synchronized (spans) {
      payload = take();
    }
    if (payload.items() > 0) {
      pusher.push(payload);
    }
  }

  /// A message `ExportTraceServiceRequest` of what has gathered; the numbers of fields are those of
  /// `trace.proto`.
  private Payload take() {
    var request = new ProtoWriter(spans.size() + resource.length + scope.length + 64);
    int resourceSpans = request.begin(1);
    request.data(1, resource);
    int scopeSpans = request.begin(2);
    request.data(1, scope);
    request.raw(spans.toArray());
    request.end(scopeSpans);
    request.end(resourceSpans);
    var payload = new Payload(request.toArray(), count);
    spans.clear();
    count = 0;
    return payload;
  }

  /// Sends what is left, for a few seconds at most.
  @Override
  public void close() {
    if (ticker != null) {
      ticker.close();
      flush();
      pusher.close();
    }
  }

  /// A line for the user on what did not arrive.
  public Optional<String> loss() {
    return pusher.loss().map(text -> "traces: " + text);
  }
}
