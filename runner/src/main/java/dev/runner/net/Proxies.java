package dev.runner.net;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which requests go through a proxy, by the usual variables `HTTP_PROXY`, `HTTPS_PROXY` and
/// `NO_PROXY`, of which each may be written in lower case too. Requests to this machine never do.
public final class Proxies {
  public static final Proxies NONE = new Proxies(null, null, List.of());

  /// The variables that are looked at.
  public static final Set<String> VARIABLES =
      Set.of("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy");

  private static final int DEFAULT_PORT = 80;

  /// One proxy, spoken to in cleartext.
  ///
  /// @param authorization the value of `Proxy-Authorization`, or empty for none
  public record Proxy(String host, int port, String authorization) {}

  private final @Nullable Proxy plain;
  private final @Nullable Proxy secure;
  private final List<Exemption> exemptions;

  private Proxies(@Nullable Proxy plain, @Nullable Proxy secure, List<Exemption> exemptions) {
    this.plain = plain;
    this.secure = secure;
    this.exemptions = exemptions;
  }

  /// A part of `NO_PROXY`.
  ///
  /// @param name an ending with a dot before it; `*` for all; empty if it is a block
  /// @param port 0 for any
  private record Exemption(
      String name, boolean alsoItself, @Nullable AddressBlock block, int port) {
    boolean covers(String host, int port, @Nullable InetAddress address) {
      if (this.port != 0 && this.port != port) {
        return false;
      }
      if (block != null) {
        return address != null && block.contains(address);
      }
      return name.equals("*")
          || host.endsWith(name)
          || (alsoItself && host.equals(name.substring(1)));
    }
  }

  /// @param variables of the process
  /// @throws IllegalArgumentException if a proxy is no URL such as `http://proxy:3128`; the message
  ///   begins with the variable
  public static Proxies of(Map<String, String> variables) {
    Proxy plain = proxy(variables, "HTTP_PROXY");
    Proxy secure = proxy(variables, "HTTPS_PROXY");
    if (plain == null && secure == null) {
      return NONE;
    }
    var exemptions = new ArrayList<Exemption>();
    for (String part : text(variables, "NO_PROXY").split(",")) {
      if (!part.isBlank()) {
        exemptions.add(exemption(part.strip().toLowerCase(Locale.ROOT)));
      }
    }
    return new Proxies(plain, secure, List.copyOf(exemptions));
  }

  private static String text(Map<String, String> variables, String name) {
    String upper = variables.getOrDefault(name, "");
    return upper.isEmpty() ? variables.getOrDefault(name.toLowerCase(Locale.ROOT), "") : upper;
  }

  private static @Nullable Proxy proxy(Map<String, String> variables, String name) {
    String text = text(variables, name).strip();
    if (text.isEmpty()) {
      return null;
    }
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      String host = uri.getHost();
      if (host != null && "http".equalsIgnoreCase(uri.getScheme())) {
        return new Proxy(
            host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
            uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
            authorization(uri.getUserInfo()));
      }
    } catch (IllegalArgumentException e) {
      // The message below says all there is to say.
    }
    throw new IllegalArgumentException(
        "environment variable "
            + name
            + " must be the URL of an HTTP proxy such as http://proxy.example:3128, found '"
            + text.replaceFirst("//[^/@]*@", "//***@")
            + "'");
  }

  private static String authorization(@Nullable String userInfo) {
    if (userInfo == null) {
      return "";
    }
    String credentials = userInfo.contains(":") ? userInfo : userInfo + ":";
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private static Exemption exemption(String text) {
    if (text.equals("*")) {
      return new Exemption("*", false, null, 0);
    }
    try {
      return new Exemption("", false, AddressBlock.parse(text), 0);
    } catch (IllegalArgumentException e) {
      // A name then, or an address with a port.
    }
    int colon = text.lastIndexOf(':');
    int port = colon > 0 ? number(text.substring(colon + 1)) : 0;
    String host = port > 0 ? text.substring(0, colon) : text;
    if (literal(host) != null) {
      return new Exemption("", false, AddressBlock.parse(host), port);
    }
    String name = host.startsWith("*.") ? host.substring(1) : host;
    return name.startsWith(".")
        ? new Exemption(name, false, null, port)
        : new Exemption("." + name, true, null, port);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// The proxy for requests to that host.
  ///
  /// @param host in lower case, IPv6 addresses without brackets
  public Optional<Proxy> find(boolean https, String host, int port) {
    Proxy proxy = https ? secure : plain;
    if (proxy == null || host.equals("localhost")) {
      return Optional.empty();
    }
    InetAddress address = literal(host);
    if (address != null && address.isLoopbackAddress()) {
      return Optional.empty();
    }
    for (Exemption exemption : exemptions) {
      if (exemption.covers(host, port, address)) {
        return Optional.empty();
      }
    }
    return Optional.of(proxy);
  }

  /// The proxy for requests of one scheme, whatever the host.
  public Optional<Proxy> any(boolean https) {
    return Optional.ofNullable(https ? secure : plain);
  }

  /// Whether no request ever goes through a proxy.
  public boolean isEmpty() {
    return plain == null && secure == null;
  }
}
