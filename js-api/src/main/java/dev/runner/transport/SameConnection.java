package dev.runner.transport;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Ties requests together that have to go out on one connection, as those of NTLM do: it proves who
/// a connection belongs to, not a request.
public final class SameConnection {
  private final Predicate<HttpReply> continues;
  private volatile @Nullable Object connection;

  /// @param continues whether another request follows at once on the one with that reply
  public SameConnection(Predicate<HttpReply> continues) {
    this.continues = continues;
  }

  /// Whether the connection is to be kept for another request.
  public boolean continuesAfter(HttpReply reply) {
    return continues.test(reply);
  }

  /// What the transport has noted as the connection of the request before; null before the first.
  public @Nullable Object connection() {
    return connection;
  }

  /// Notes the connection; for the transport.
  public void use(Object used) {
    connection = used;
  }
}
