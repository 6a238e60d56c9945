package dev.runner.http;

import dev.runner.clock.Clock;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// Addresses of hosts: IPv4 before IPv6, in random order otherwise, remembered for five minutes.
///
/// The system's resolver blocks the thread that asks it, so it is asked on a platform thread.
final class Names {
  private static final long KEEP_NANOS = 300_000_000_000L;

  private final Clock clock;
  private final Executor executor;
  private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

  private record Known(List<InetAddress> addresses, long untilNanos) {}

  Names(Clock clock, Executor executor) {
    this.clock = clock;
    this.executor = executor;
  }

  /// Calls `found` with at least one address or `failed`, now or later on another thread.
  void resolve(
      String host, Consumer<List<InetAddress>> found, Consumer<UnknownHostException> failed) {
    if (isLiteral(host)) {
      try {
        found.accept(List.of(InetAddress.ofLiteral(host)));
        return;
      } catch (IllegalArgumentException e) {
        // Looks like an address and is a name.
      }
    }
    Known entry = known.get(host);
    if (entry != null && entry.untilNanos - clock.nanoTime() > 0) {
      found.accept(inOrder(entry.addresses));
      return;
    }
    executor.execute(
        () -> {
          List<InetAddress> addresses;
          try {
            addresses = List.copyOf(Arrays.asList(InetAddress.getAllByName(host)));
          } catch (UnknownHostException e) {
            failed.accept(e);
            return;
          }
          known.put(host, new Known(addresses, clock.nanoTime() + KEEP_NANOS));
          found.accept(inOrder(addresses));
        });
  }

  private static boolean isLiteral(String host) {
    char first = host.charAt(0);
    return (first >= '0' && first <= '9') || host.indexOf(':') >= 0;
  }

  private static List<InetAddress> inOrder(List<InetAddress> addresses) {
    if (addresses.size() == 1) {
      return addresses;
    }
    List<InetAddress> ordered = new ArrayList<>(addresses);
    Collections.shuffle(ordered, ThreadLocalRandom.current());
    ordered.sort((a, b) -> Boolean.compare(b instanceof Inet4Address, a instanceof Inet4Address));
    return ordered;
  }
}
