package dev.runner.net;

/// How connections are kept for reuse.
///
/// @param shared whether all virtual users share them; else each has its own
/// @param maxPerHost how many may be open to one host, of each virtual user or of all that share
///   them; 0 for any number
/// @param maxLifetimeNanos how old one may be when a request goes out on it; 0 for any age
/// @param idleTimeoutNanos how long one may have been idle then; 0 for any time
/// @param metrics whether samples tell of them
public record PoolSettings(
    boolean shared, int maxPerHost, long maxLifetimeNanos, long idleTimeoutNanos, boolean metrics) {
  /// Each virtual user has its own, as many as it needs, for as long as it likes; no samples.
  public static final PoolSettings DEFAULTS = new PoolSettings(false, 0, 0, 0, false);
}
