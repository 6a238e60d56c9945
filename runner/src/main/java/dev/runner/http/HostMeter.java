package dev.runner.http;

import dev.runner.net.HostConnections;
import dev.runner.net.PoolSettings;
import java.util.Arrays;
import java.util.function.LongConsumer;

/// Counts the connections to one host, over all pools that have some. What happens with each
/// request is counted in the pools, under a lock that they hold anyway, and fetched from there.
final class HostMeter {
  /// How many waits are kept between two readings; of more only the number and the sum are.
  private static final int MOST_WAITS = 1 << 20;

  private final String host;
  private final boolean keepsWaits;

  // What follows is guarded by `this`.

  private long opened;
  private long closed;
  private long reused;
  private long acquired;
  private long waited;
  private long waitedNanos;
  private long longestWaitNanos;
  private long[] waits = {};
  private int keptWaits;

  HostMeter(Site site, PoolSettings settings) {
    host =
        (site.host().indexOf(':') < 0 ? site.host() : "[" + site.host() + "]") + ":" + site.port();
    keepsWaits = settings.metrics();
  }

  String host() {
    return host;
  }

  synchronized void opened() {
    opened++;
  }

  synchronized void closed() {
    closed++;
  }

  /// Takes over what a pool has counted since it did so last.
  ///
  /// @param acquisitions how many requests got a connection without waiting
  /// @param reuses how many requests went out on a connection that was there
  synchronized void add(long acquisitions, long reuses) {
    acquired += acquisitions;
    reused += reuses;
  }

  /// A request has got a connection, or given up, after it had to wait.
  synchronized void waited(long nanos) {
    waited++;
    waitedNanos += nanos;
    longestWaitNanos = Math.max(longestWaitNanos, nanos);
    if (keepsWaits && keptWaits < MOST_WAITS) {
      if (keptWaits == waits.length) {
        waits = Arrays.copyOf(waits, Math.max(64, keptWaits * 2));
      }
      waits[keptWaits++] = nanos;
    }
  }

  /// Tells how long each request waited that got a connection since the last call; 0 for those that
  /// did not have to.
  void drainWaits(LongConsumer eachNanos) {
    long[] some;
    int count;
    long atOnce;
    synchronized (this) {
      some = waits;
      count = keptWaits;
      atOnce = acquired;
      waits = new long[0];
      keptWaits = 0;
      acquired = 0;
    }
    for (long i = 0; i < atOnce; i++) {
      eachNanos.accept(0);
    }
    for (int i = 0; i < count; i++) {
      eachNanos.accept(some[i]);
    }
  }

  /// @param idle how many serve no request now
  synchronized HostConnections read(long idle) {
    return new HostConnections(
        host, opened - closed, idle, opened, reused, closed, waited, waitedNanos, longestWaitNanos);
  }
}
