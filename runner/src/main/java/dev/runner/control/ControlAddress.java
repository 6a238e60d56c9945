package dev.runner.control;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/// Where the control interface listens.
///
/// @param host a name or an IP address, without brackets
/// @param port 0 for any free one
public record ControlAddress(String host, int port) {
  /// This machine only.
  private static final String LOOPBACK = "127.0.0.1";

  private static final int MOST = 65_535;

  /// Where commands look unless told otherwise.
  public static final ControlAddress STANDARD = new ControlAddress(LOOPBACK, 6565);

  /// Reads `localhost:6565`, `[::1]:6565`, or `:6565`, which is this machine only.
  ///
  /// @param place for the message, such as `--address`
  /// @throws ControlFault if it is none of that
  public static ControlAddress parse(String text, String place) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw wrong(text, place);
    }
    int port = port(text.substring(colon + 1));
    if (port < 0) {
      throw wrong(text, place);
    }
    return new ControlAddress(host.isEmpty() ? LOOPBACK : host.toLowerCase(Locale.ROOT), port);
  }

  private static int port(String digits) {
    if (digits.isEmpty()
        || digits.length() > 5
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int port = Integer.parseInt(digits);
    return port <= MOST ? port : -1;
  }

  private static ControlFault wrong(String text, String place) {
    return new ControlFault(
        ControlFault.Reason.USAGE,
        place + " must be like 127.0.0.1:6565 or :6565, found '" + text + "'");
  }

  /// Whether only this machine can reach it.
  public boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /// As in a URL, such as `127.0.0.1:6565` or `[::1]:6565`.
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
