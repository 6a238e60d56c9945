package dev.runner.launch;

import dev.runner.metrics.SampleBuffer;
import dev.runner.net.HostConnections;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The samples that tell of connections, if the option `connections` is set: for each host how many
/// there are, how many were opened, reused and closed since the last time, and how long requests
/// had to wait for one.
final class ConnectionGauges {
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Wiring wiring;
  private final boolean wanted;

  // What follows is guarded by `this`.

  private final SampleBuffer samples;

  /// What was known the last time, by host.
  private final Map<String, HostConnections> before = new HashMap<>();

  ConnectionGauges(Wiring wiring) {
    this.wiring = wiring;
    wanted = wiring.options().http().connections().pool().metrics();
    samples = wiring.metrics().newBuffer(0);
  }

  /// Records what has come about since the last call, if samples are wanted.
  ///
  /// @return how it stands
  synchronized List<HostConnections> record() {
    BuiltinMetrics metrics = wiring.builtins();
    long now = wiring.clock().nanoTime();
    List<HostConnections> all =
        wiring
            .transport()
            .connections(
                (host, nanos) ->
                    record(metrics.httpConnAcquireWait(), host, nanos / NANOS_PER_MILLI, now));
    if (wanted) {
      all.forEach(one -> record(one, metrics, now));
      samples.flush();
    }
    return all;
  }

  private void record(HostConnections one, BuiltinMetrics metrics, long now) {
    String host = one.host();
    HostConnections last = before.put(host, one);
    record(metrics.httpConnsOpen(), host, (double) one.open(), now);
    record(metrics.httpConnsIdle(), host, (double) one.idle(), now);
    long opened = last == null ? 0 : last.opened();
    long reused = last == null ? 0 : last.reused();
    long closed = last == null ? 0 : last.closed();
    record(metrics.httpConnsOpened(), host, (double) (one.opened() - opened), now);
    record(metrics.httpConnsReused(), host, (double) (one.reused() - reused), now);
    record(metrics.httpConnsClosed(), host, (double) (one.closed() - closed), now);
  }

  private void record(Metric metric, String host, double value, long now) {
    Tags tags = wiring.world().tags().with("host", host);
    samples.record(samples.series(metric, tags), value, now);
  }
}
