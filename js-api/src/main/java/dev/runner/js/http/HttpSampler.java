package dev.runner.js.http;

import dev.runner.js.module.VuScope;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.SampleSink;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import dev.runner.transport.HttpTimings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Records the samples of requests. The series of the last kinds of request are kept, so that in
/// steady state nothing is looked up by tags and nothing is allocated.
final class HttpSampler {
  private static final int FIRST_SLOTS = 8;
  private static final int MOST_SLOTS = 256;

  private final VuScope scope;
  private final Metric[] metrics;

  /// The planned start of the iteration of the last request; two iterations of a virtual user never
  /// have the same.
  private long lastIntended = VuScope.UNPLANNED;

  private @Nullable Entry[] slots = new @Nullable Entry[FIRST_SLOTS];

  HttpSampler(VuScope scope) {
    this.scope = scope;
    BuiltinMetrics builtins = scope.builtins();
    this.metrics =
        new Metric[] {
          builtins.httpReqs(),
          builtins.httpReqDuration(),
          builtins.httpReqBlocked(),
          builtins.httpReqConnecting(),
          builtins.httpReqTlsHandshaking(),
          builtins.httpReqSending(),
          builtins.httpReqWaiting(),
          builtins.httpReqReceiving(),
          builtins.httpReqFailed()
        };
  }

  /// Everything about one exchange that its tags are made of.
  ///
  /// @param call tags given for the request
  /// @param url without user name and password
  /// @param name null to use the URL
  /// @param expected whether the request succeeded; null if that is not asked
  /// @param protocol empty where no response began
  /// @param tlsVersion empty without TLS
  /// @param ocspStatus empty without TLS
  record Kind(
      Tags call,
      String method,
      String url,
      @Nullable String name,
      int status,
      String protocol,
      String tlsVersion,
      String ocspStatus,
      String remoteIp,
      @Nullable Boolean expected,
      int errorCode,
      String error) {}

  /// @param base the tags of the virtual user when the request was asked for
  void record(Tags base, Kind kind, HttpTimings timings, long endNanos) {
    int hash = hash(kind);
    Entry entry = slots[slot(hash)];
    if (entry == null || !entry.base.equals(base) || !same(entry.kind, kind)) {
      entry = enter(base, kind, hash);
    }
    SampleSink sink = scope.samples();
    Series[] series = entry.series;
    sink.record(series[0], 1, endNanos);
    sink.record(series[1], millis(timings.duration()), endNanos);
    sink.record(series[2], millis(timings.blocked()), endNanos);
    sink.record(series[3], millis(timings.connecting()), endNanos);
    sink.record(series[4], millis(timings.tlsHandshaking()), endNanos);
    sink.record(series[5], millis(timings.sending()), endNanos);
    sink.record(series[6], millis(timings.waiting()), endNanos);
    sink.record(series[7], millis(timings.receiving()), endNanos);
    if (kind.expected != null) {
      sink.record(series[8], kind.expected ? 0 : 1, endNanos);
    }
    long intended = scope.intendedStartNanos();
    if (intended != VuScope.UNPLANNED) {
      recordResponseTime(entry, intended, timings, endNanos);
    }
  }

  /// Counts the first request of an iteration from the moment at which the iteration was to start,
  /// since whoever came then has waited ever since.
  private void recordResponseTime(Entry entry, long intended, HttpTimings timings, long endNanos) {
    Series responseTime = entry.responseTime;
    if (responseTime == null) {
      responseTime =
          scope.samples().series(scope.builtins().httpReqResponseTime(), entry.series[0].tags());
      entry.responseTime = responseTime;
    }
    long nanos = intended == lastIntended ? timings.duration() : endNanos - intended;
    lastIntended = intended;
    scope.samples().record(responseTime, millis(nanos), endNanos);
  }

  static double millis(long nanos) {
    return nanos / 1e6;
  }

  private Entry enter(Tags base, Kind kind, int hash) {
    if (slots[slot(hash)] != null && slots.length < MOST_SLOTS) {
      @Nullable Entry[] old = slots;
      slots = new @Nullable Entry[old.length * 2];
      for (Entry entry : old) {
        if (entry != null) {
          slots[slot(entry.hash)] = entry;
        }
      }
    }
    Tags tags = tags(base, kind);
    var series = new Series[metrics.length];
    for (int i = 0; i < series.length; i++) {
      series[i] = scope.samples().series(metrics[i], tags);
    }
    var entry = new Entry(base, kind, hash, series);
    slots[slot(hash)] = entry;
    return entry;
  }

  private Tags tags(Tags base, Kind kind) {
    Tags tags = base.with(kind.call);
    tags = with(tags, "proto", kind.protocol);
    tags = with(tags, "method", kind.method);
    tags = with(tags, "url", kind.name == null ? kind.url : kind.name);
    tags = with(tags, "name", kind.name == null ? kind.url : kind.name);
    tags = with(tags, "status", Integer.toString(kind.status));
    tags = with(tags, "expected_response", kind.expected == null ? "" : kind.expected.toString());
    tags = with(tags, "error", kind.error);
    tags = with(tags, "error_code", kind.errorCode == 0 ? "" : Integer.toString(kind.errorCode));
    tags = with(tags, "tls_version", kind.tlsVersion);
    tags = with(tags, "ip", kind.remoteIp);
    return with(tags, "ocsp_status", kind.ocspStatus);
  }

  private Tags with(Tags tags, String name, String value) {
    return !value.isEmpty() && scope.systemTag(name) ? tags.with(name, value) : tags;
  }

  private int slot(int hash) {
    return hash & (slots.length - 1);
  }

  private static int hash(Kind kind) {
    int hash = kind.url.hashCode() * 31 + kind.status;
    hash = hash * 31 + kind.method.hashCode();
    if (kind.name != null) {
      hash = hash * 31 + kind.name.hashCode();
    }
    hash = hash * 31 + kind.call.hashCode();
    return hash ^ (hash >>> 16);
  }

  private static boolean same(Kind a, Kind b) {
    return a.status == b.status
        && a.errorCode == b.errorCode
        && a.url.equals(b.url)
        && a.method.equals(b.method)
        && Objects.equals(a.name, b.name)
        && a.call.equals(b.call)
        && Objects.equals(a.expected, b.expected)
        && a.protocol.equals(b.protocol)
        && a.tlsVersion.equals(b.tlsVersion)
        && a.ocspStatus.equals(b.ocspStatus)
        && a.remoteIp.equals(b.remoteIp)
        && a.error.equals(b.error);
  }

  private static final class Entry {
    final Tags base;
    final Kind kind;
    final int hash;
    final Series[] series;

    /// Null until it is needed.
    @Nullable Series responseTime;

    Entry(Tags base, Kind kind, int hash, Series[] series) {
      this.base = base;
      this.kind = kind;
      this.hash = hash;
      this.series = series;
    }
  }
}
