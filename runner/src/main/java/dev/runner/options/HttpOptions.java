package dev.runner.options;

import dev.runner.net.ConnectionSettings;

/// What the user asked of HTTP requests and connections.
///
/// @param userAgent empty to send no such header
/// @param maxRedirects negative to follow none
/// @param insecureSkipTlsVerify whether any certificate is accepted
/// @param noConnectionReuse whether each request opens a new connection
/// @param noVuConnectionReuse whether connections are closed at the end of each iteration
/// @param noCookiesReset whether cookies outlive an iteration
/// @param batch how many requests of one `batch()` go on at the same time; 0 for any number
/// @param batchPerHost the same for each host
/// @param debug what of requests and responses to log: empty for nothing, `full` for all, else all
///   but bodies
/// @param connections where they may go and how
public record HttpOptions(
    String userAgent,
    int maxRedirects,
    boolean insecureSkipTlsVerify,
    boolean noConnectionReuse,
    boolean noVuConnectionReuse,
    boolean discardResponseBodies,
    boolean noCookiesReset,
    int batch,
    int batchPerHost,
    String debug,
    ConnectionSettings connections) {}
