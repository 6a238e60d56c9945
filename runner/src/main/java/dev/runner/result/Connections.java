package dev.runner.result;

import dev.runner.metrics.Facet;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The connections to one host.
///
/// @param host its name and port, such as `shop.example:443`
/// @param mostOpen how many were open at once
/// @param opened how many were made
/// @param reused how many requests went out on a connection that was there
/// @param closed how many came to their end
/// @param waiting how long requests waited for a connection, in milliseconds
public record Connections(
    String host,
    double mostOpen,
    double opened,
    double reused,
    double closed,
    Values.Trend waiting) {
  /// Of fewer requests nothing is concluded.
  private static final double ENOUGH = 20;

  private static final double LONG_WAIT_MILLIS = 1;

  /// What the numbers mean, in one line.
  public enum Reading {
    NO_REUSE("most requests opened a connection of their own, so handshakes are measured, too"),
    WAITING(
        "requests waited for a free connection, so the limit of connections is measured, not the"
            + " server"),
    CLOSED_EARLY("many connections were closed after few requests; the server may not keep them"),
    FINE("connections are reused, and requests did not wait for them"),
    TOO_FEW("too few requests to tell");

    private final String words;

    Reading(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    public boolean isProblem() {
      return switch (this) {
        case NO_REUSE, WAITING, CLOSED_EARLY -> true;
        case FINE, TOO_FEW -> false;
      };
    }
  }

  public Reading reading() {
    double requests = opened + reused;
    if (requests < ENOUGH) {
      return Reading.TOO_FEW;
    }
    if (opened > requests / 2) {
      return Reading.NO_REUSE;
    }
    if (waiting.percentile(95) > LONG_WAIT_MILLIS) {
      return Reading.WAITING;
    }
    return closed - mostOpen > requests / 10 ? Reading.CLOSED_EARLY : Reading.FINE;
  }

  /// Those to each host, the host with the most requests first; none if they were not counted.
  public static List<Connections> of(Snapshot snapshot) {
    Map<String, Values> open = snapshot.parts("http_conns_open", Facet.HOST);
    Map<String, Values> opened = snapshot.parts("http_conns_opened", Facet.HOST);
    Map<String, Values> reused = snapshot.parts("http_conns_reused", Facet.HOST);
    Map<String, Values> closed = snapshot.parts("http_conns_closed", Facet.HOST);
    Map<String, Values> waits = snapshot.parts("http_conn_acquire_wait", Facet.HOST);
    List<Connections> hosts = new ArrayList<>();
    for (String host : opened.keySet()) {
      hosts.add(
          new Connections(
              host,
              open.get(host) instanceof Values.Gauge gauge ? gauge.max() : 0,
              sum(opened.get(host)),
              sum(reused.get(host)),
              sum(closed.get(host)),
              waits.get(host) instanceof Values.Trend trend
                  ? trend
                  : new Values.Trend(0, 0, 0, 0, Values.Distribution.exact())));
    }
    hosts.sort(
        Comparator.comparingDouble((Connections one) -> -one.opened - one.reused)
            .thenComparing(Connections::host));
    return hosts;
  }

  private static double sum(@Nullable Values values) {
    return values instanceof Values.Counter counter ? counter.sum() : 0;
  }
}
