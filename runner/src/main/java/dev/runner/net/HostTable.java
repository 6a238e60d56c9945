package dev.runner.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Addresses that stand in for what the resolver would say. A name with a port goes before one
/// without, a name before an ending, a long ending before a short one.
public final class HostTable {
  /// Where to connect to.
  ///
  /// @param address an IP address as it was written
  /// @param port 0 for the port of the URL
  public record Target(String address, int port) {}

  public static final HostTable EMPTY = new HostTable(Map.of());

  private final Map<String, Target> exact = new LinkedHashMap<>();
  private final List<Map.Entry<HostPattern, Target>> longestFirst;

  private HostTable(Map<String, String> hosts) {
    var endings = new ArrayList<Map.Entry<HostPattern, Target>>();
    hosts.forEach(
        (name, address) -> {
          String host = name.toLowerCase(Locale.ROOT);
          if (host.startsWith("*")) {
            endings.add(Map.entry(HostPattern.parse(host), target(address)));
          } else {
            exact.put(host, target(address));
          }
        });
    endings.sort(Comparator.comparingInt(ending -> -ending.getKey().text().length()));
    longestFirst = List.copyOf(endings);
  }

  /// @param hosts from `host`, `host:port` or `*.ending` to `ip` or `ip:port`
  /// @throws IllegalArgumentException if a name has a `*` that does not begin it
  public static HostTable of(Map<String, String> hosts) {
    return hosts.isEmpty() ? EMPTY : new HostTable(hosts);
  }

  private static Target target(String text) {
    int colon = text.lastIndexOf(':');
    // More than one colon without brackets is an IPv6 address.
    boolean hasPort =
        colon > 0
            && (text.charAt(colon - 1) == ']' || text.indexOf(':') == colon)
            && text.substring(colon + 1).chars().allMatch(Character::isDigit);
    String address = hasPort ? text.substring(0, colon) : text;
    if (address.startsWith("[") && address.endsWith("]")) {
      address = address.substring(1, address.length() - 1);
    }
    return new Target(address, hasPort ? Integer.parseInt(text.substring(colon + 1)) : 0);
  }

  /// @param host in lower case, no address
  public Optional<Target> find(String host, int port) {
    Target found = exact.getOrDefault(host + ":" + port, exact.get(host));
    if (found != null) {
      return Optional.of(found);
    }
    String withPort = host + ":" + port;
    for (Map.Entry<HostPattern, Target> ending : longestFirst) {
      if (ending.getKey().matches(host) || ending.getKey().matches(withPort)) {
        return Optional.of(ending.getValue());
      }
    }
    return Optional.empty();
  }

  /// The address of a target.
  ///
  /// @throws IllegalArgumentException if it is no IP address
  public static InetAddress addressOf(Target target) {
    return InetAddress.ofLiteral(target.address());
  }
}
