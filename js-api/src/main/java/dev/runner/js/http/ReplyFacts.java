package dev.runner.js.http;

import dev.runner.transport.HttpReply;
import dev.runner.transport.Ocsp;

/// What most whole responses have in common, such as status and server: all that scripts see but
/// for what is the request's and the answer's own, which are URL, headers, cookies, body and
/// timings.
record ReplyFacts(
    String remoteIp,
    int remotePort,
    int status,
    String reason,
    String protocol,
    String tlsVersion,
    String tlsCipherSuite,
    Ocsp ocsp) {
  static ReplyFacts of(HttpReply reply) {
    return new ReplyFacts(
        reply.remoteIp(),
        reply.remotePort(),
        reply.status(),
        reply.reason(),
        reply.protocol(),
        reply.tlsVersion(),
        reply.tlsCipherSuite(),
        reply.ocsp());
  }

  /// Whether they are those of that reply; asked for every response.
  boolean fit(HttpReply reply) {
    return status == reply.status()
        && remotePort == reply.remotePort()
        && remoteIp.equals(reply.remoteIp())
        && reason.equals(reply.reason())
        && protocol.equals(reply.protocol())
        && tlsVersion.equals(reply.tlsVersion())
        && tlsCipherSuite.equals(reply.tlsCipherSuite())
        && ocsp.equals(reply.ocsp());
  }
}
