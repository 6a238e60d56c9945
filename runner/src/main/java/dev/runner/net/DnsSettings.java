package dev.runner.net;

/// How names become addresses.
///
/// @param ttlNanos how long an answer is remembered; 0 for not at all, [Long#MAX_VALUE] for ever
public record DnsSettings(long ttlNanos, Select select, Policy policy) {
  /// Which of several addresses comes first.
  public enum Select {
    FIRST,
    RANDOM,
    ROUND_ROBIN
  }

  /// Which addresses count.
  public enum Policy {
    /// IPv6 only if there is no IPv4.
    PREFER_IPV4,
    /// IPv4 only if there is no IPv6.
    PREFER_IPV6,
    ONLY_IPV4,
    ONLY_IPV6,
    /// Both, in the order of the system's answer.
    ANY
  }

  /// Five minutes, in random order, IPv4 if there is any.
  public static final DnsSettings DEFAULTS =
      new DnsSettings(300_000_000_000L, Select.RANDOM, Policy.PREFER_IPV4);
}
