package dev.runner.transport;

/// What a server has shown about its certificate's revocation along with it, by the protocol OCSP.
///
/// @param status `good`, `revoked`, `unknown` or, where the certificate's issuer had no answer,
///   `server_failed`; empty without TLS
/// @param reason why it was revoked, such as `key_compromise`; empty if it was not
/// @param producedAt when the issuer signed it, in seconds since 1970; 0 for unknown, as all times
///   here
/// @param thisUpdate since when the status is known to be right
/// @param nextUpdate when there will be a newer one
/// @param revokedAt when the certificate was revoked
public record Ocsp(
    String status,
    String reason,
    long producedAt,
    long thisUpdate,
    long nextUpdate,
    long revokedAt) {
  /// Without TLS.
  public static final Ocsp NONE = ofStatus("");

  /// With TLS, where the server shows nothing.
  public static final Ocsp UNKNOWN = ofStatus("unknown");

  public static final Ocsp SERVER_FAILED = ofStatus("server_failed");

  private static Ocsp ofStatus(String status) {
    return new Ocsp(status, "", 0, 0, 0, 0);
  }
}
