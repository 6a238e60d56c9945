package dev.runner.transport;

import org.jspecify.annotations.Nullable;

/// Ties requests together that have to go out on one connection, as those of NTLM do: it proves who
/// a connection belongs to, not a request. Each request but the last keeps the connection for the
/// next one.
public final class SameConnection {
  private volatile @Nullable Object connection;

  /// What the transport has noted as the connection of the request before; null before the first.
  public @Nullable Object connection() {
    return connection;
  }

  /// Notes the connection; for the transport.
  public void use(Object used) {
    connection = used;
  }
}
