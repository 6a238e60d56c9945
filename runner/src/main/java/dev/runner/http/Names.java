package dev.runner.http;

import dev.runner.clock.Clock;
import dev.runner.net.ConnectionSettings;
import dev.runner.net.DnsSettings;
import dev.runner.net.HostTable;
import dev.runner.net.Proxies;
import dev.runner.transport.HttpFault;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where to connect to, and from: the addresses of sites, or of the proxies before them, by the
/// user's table of hosts and the system's resolver, less what is blocked.
///
/// The system's resolver blocks the thread that asks it, so it is asked on a platform thread. It
/// tells no times to live; answers are remembered for the time that the user wishes.
final class Names {
  private static final HttpFault BAD_HOSTS =
      new HttpFault(HttpFault.DIAL, "dial: option 'hosts' names something that is no IP address");

  private final ConnectionSettings settings;
  private final @Nullable InetAddress local;
  private final Shared shared;

  /// What all views have in common.
  private record Shared(
      Clock clock, Executor executor, Lookup lookup, ConcurrentMap<String, Known> known) {}

  /// The system's resolver.
  interface Lookup {
    InetAddress[] find(String host) throws UnknownHostException;
  }

  /// @param turn how often it was used
  private record Known(List<InetAddress> addresses, long atNanos, AtomicInteger turn) {}

  /// Why there is no address to connect to.
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient HttpFault fault;

    Refused(HttpFault fault) {
      super(fault.message());
      this.fault = fault;
    }

    HttpFault fault() {
      return fault;
    }
  }

  Names(ConnectionSettings settings, Clock clock, Executor executor) {
    this(settings, clock, executor, InetAddress::getAllByName);
    // Ours is the only memory of names, so that the user's settings decide.
    Security.setProperty("networkaddress.cache.ttl", "0");
  }

  Names(ConnectionSettings settings, Clock clock, Executor executor, Lookup lookup) {
    this(settings, null, new Shared(clock, executor, lookup, new ConcurrentHashMap<>()));
  }

  private Names(ConnectionSettings settings, @Nullable InetAddress local, Shared shared) {
    this.settings = settings;
    this.local = local;
    this.shared = shared;
  }

  /// The same for connections from one of this machine's addresses.
  Names from(Optional<InetAddress> address) {
    return address.isEmpty() ? this : new Names(settings, address.get(), shared);
  }

  /// The address to connect from, or null for any.
  @Nullable InetAddress local() {
    return local;
  }

  /// The proxy between us and a site.
  Optional<Proxies.Proxy> proxy(Site site) {
    Proxies proxies = settings.proxies();
    return proxies.isEmpty()
        ? Optional.empty()
        : proxies.find(site.secure(), site.host(), site.port());
  }

  /// Calls `found` with at least one address or `failed`, now or later on another thread. The
  /// addresses bear the name of the host, which TLS needs.
  void resolve(Site site, Consumer<List<InetSocketAddress>> found, Consumer<Refused> failed) {
    Optional<Proxies.Proxy> proxy = proxy(site);
    if (proxy.isPresent()) {
      resolve(proxy.get().host(), proxy.get().port(), found, failed);
    } else {
      resolve(site.host(), site.port(), found, failed);
    }
  }

  private void resolve(
      String host, int port, Consumer<List<InetSocketAddress>> found, Consumer<Refused> failed) {
    InetAddress literal = literal(host);
    if (literal != null) {
      offer(host, List.of(literal), port, found, failed);
      return;
    }
    Optional<String> pattern = settings.blocked().patternOf(host);
    if (pattern.isPresent()) {
      String message = "hostname (" + host + ") matches the blocked pattern " + pattern.get();
      failed.accept(new Refused(new HttpFault(HttpFault.BLOCKED_HOSTNAME, message)));
      return;
    }
    Optional<HostTable.Target> target = settings.hosts().find(host, port);
    if (target.isPresent()) {
      InetAddress address = literal(target.get().address());
      if (address == null) {
        failed.accept(new Refused(BAD_HOSTS));
      } else {
        int mapped = target.get().port();
        offer(host, List.of(address), mapped == 0 ? port : mapped, found, failed);
      }
      return;
    }
    Known entry = shared.known.get(host);
    if (entry != null && isFresh(entry)) {
      offer(host, inOrder(entry), port, found, failed);
      return;
    }
    shared.executor.execute(
        () -> {
          Known fresh;
          try {
            fresh = lookUp(host, entry);
          } catch (UnknownHostException e) {
            String message = "lookup " + host + ": no such host";
            failed.accept(new Refused(new HttpFault(HttpFault.DNS_NO_SUCH_HOST, message)));
            return;
          }
          offer(host, inOrder(fresh), port, found, failed);
        });
  }

  private boolean isFresh(Known entry) {
    long ttl = settings.dns().ttlNanos();
    return ttl == Long.MAX_VALUE || shared.clock.nanoTime() - entry.atNanos < ttl;
  }

  private Known lookUp(String host, @Nullable Known before) throws UnknownHostException {
    List<InetAddress> counting = counting(Arrays.asList(shared.lookup.find(host)));
    if (counting.isEmpty()) {
      throw new UnknownHostException(host);
    }
    AtomicInteger turn = before == null ? new AtomicInteger() : before.turn;
    var fresh = new Known(counting, shared.clock.nanoTime(), turn);
    shared.known.put(host, fresh);
    return fresh;
  }

  /// The addresses that the user's policy lets through.
  private List<InetAddress> counting(List<InetAddress> all) {
    List<InetAddress> v4 = all.stream().filter(Inet4Address.class::isInstance).toList();
    List<InetAddress> v6 = all.stream().filter(a -> !(a instanceof Inet4Address)).toList();
    return switch (settings.dns().policy()) {
      case PREFER_IPV4 -> v4.isEmpty() ? v6 : v4;
      case PREFER_IPV6 -> v6.isEmpty() ? v4 : v6;
      case ONLY_IPV4 -> v4;
      case ONLY_IPV6 -> v6;
      case ANY -> List.copyOf(all);
    };
  }

  private List<InetAddress> inOrder(Known known) {
    List<InetAddress> addresses = known.addresses;
    if (addresses.size() == 1 || settings.dns().select() == DnsSettings.Select.FIRST) {
      return addresses;
    }
    List<InetAddress> ordered = new ArrayList<>(addresses);
    if (settings.dns().select() == DnsSettings.Select.ROUND_ROBIN) {
      Collections.rotate(ordered, -Math.floorMod(known.turn.getAndIncrement(), ordered.size()));
    } else {
      Collections.shuffle(ordered, ThreadLocalRandom.current());
    }
    return ordered;
  }

  private void offer(
      String host,
      List<InetAddress> addresses,
      int port,
      Consumer<List<InetSocketAddress>> found,
      Consumer<Refused> failed) {
    var named = new ArrayList<InetSocketAddress>(addresses.size());
    for (InetAddress address : addresses) {
      Optional<String> block = settings.blocked().blockOf(address);
      if (block.isPresent()) {
        String message =
            "IP (" + address.getHostAddress() + ") is in the blacklisted range " + block.get();
        failed.accept(new Refused(new HttpFault(HttpFault.BLACKLISTED_IP, message)));
        return;
      }
      named.add(new InetSocketAddress(named(host, address), port));
    }
    found.accept(named);
  }

  private static InetAddress named(String host, InetAddress address) {
    try {
      return InetAddress.getByAddress(host, address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable InetAddress literal(String host) {
    char first = host.isEmpty() ? 'x' : host.charAt(0);
    if ((first < '0' || first > '9') && host.indexOf(':') < 0) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException e) {
      // Looks like an address and is a name.
      return null;
    }
  }
}
