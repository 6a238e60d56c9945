package dev.runner.net;

/// What the user wants of connections, the same for all virtual users.
///
/// @param requestsPerSecond 0 for as many as possible
public record ConnectionSettings(
    HostTable hosts,
    DnsSettings dns,
    Blocked blocked,
    LocalAddresses localAddresses,
    Proxies proxies,
    TlsSettings tls,
    PoolSettings pool,
    long requestsPerSecond) {
  public static final ConnectionSettings DEFAULTS =
      new ConnectionSettings(
          HostTable.EMPTY,
          DnsSettings.DEFAULTS,
          Blocked.NOTHING,
          LocalAddresses.ANY,
          Proxies.NONE,
          TlsSettings.DEFAULTS,
          PoolSettings.DEFAULTS,
          0);
}
