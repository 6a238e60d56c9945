package dev.runner.options;

/// What the user asked of HTTP requests and connections.
///
/// @param userAgent empty to send no such header
/// @param maxRedirects negative to follow none
/// @param insecureSkipTlsVerify whether any certificate is accepted
/// @param noConnectionReuse whether each request opens a new connection
/// @param noVuConnectionReuse whether connections are closed at the end of each iteration
/// @param noCookiesReset whether cookies outlive an iteration
public record HttpOptions(
    String userAgent,
    int maxRedirects,
    boolean insecureSkipTlsVerify,
    boolean noConnectionReuse,
    boolean noVuConnectionReuse,
    boolean discardResponseBodies,
    boolean noCookiesReset) {}
