package dev.runner.js.http;

import dev.runner.transport.HttpFault;
import dev.runner.transport.HttpReply;
import dev.runner.transport.Ocsp;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What most responses have in common, such as status and server: all that scripts see but for what
/// is the request's and the answer's own, which are URL, headers, cookies, body and timings.
record ReplyFacts(
    String remoteIp,
    int remotePort,
    int status,
    String reason,
    String protocol,
    String tlsVersion,
    String tlsCipherSuite,
    Ocsp ocsp,
    @Nullable HttpFault fault) {
  static ReplyFacts of(HttpReply reply, @Nullable HttpFault fault) {
    return new ReplyFacts(
        reply.remoteIp(),
        reply.remotePort(),
        reply.status(),
        reply.reason(),
        reply.protocol(),
        reply.tlsVersion(),
        reply.tlsCipherSuite(),
        reply.ocsp(),
        fault);
  }

  /// Whether they are those of that reply; asked for every response.
  boolean fit(HttpReply reply, @Nullable HttpFault replyFault) {
    return status == reply.status()
        && remotePort == reply.remotePort()
        && remoteIp.equals(reply.remoteIp())
        && reason.equals(reply.reason())
        && protocol.equals(reply.protocol())
        && tlsVersion.equals(reply.tlsVersion())
        && tlsCipherSuite.equals(reply.tlsCipherSuite())
        && ocsp.equals(reply.ocsp())
        && Objects.equals(fault, replyFault);
  }
}
