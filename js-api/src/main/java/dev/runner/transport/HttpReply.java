package dev.runner.transport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of one HTTP request.
///
/// @param status 0 where no response began
/// @param reason the reason phrase of the status line, or the standard one for HTTP/2; may be empty
/// @param protocol `HTTP/1.0`, `HTTP/1.1` or `HTTP/2.0`; empty where no response began
/// @param headers as received, one entry a line, names as received
/// @param body the bytes as received, still encoded; empty where none came or none was wanted.
///   After a timeout, what had come by then
/// @param remoteIp numeric address of the peer, empty if there was no connection
/// @param remotePort 0 if there was no connection
/// @param tlsVersion `tls1.2`, `tls1.3` and so on, empty without TLS
/// @param tlsCipherSuite the name that users know it by, such as `TLS_AES_128_GCM_SHA256`, empty
///   without TLS
/// @param ocsp what the server has shown about its certificate
/// @param timings all zero where the failure came before a connection
/// @param endNanos when the exchange ended, on the run's monotonic clock
/// @param fault null if a whole response came
public record HttpReply(
    int status,
    String reason,
    String protocol,
    List<HttpCall.Header> headers,
    byte[] body,
    String remoteIp,
    int remotePort,
    String tlsVersion,
    String tlsCipherSuite,
    Ocsp ocsp,
    HttpTimings timings,
    long endNanos,
    @Nullable HttpFault fault) {}
