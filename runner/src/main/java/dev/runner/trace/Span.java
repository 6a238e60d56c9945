package dev.runner.trace;

import dev.runner.clock.Clock;
import dev.runner.output.otlp.Attributes;
import dev.runner.output.protobuf.ProtoWriter;
import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpFault;
import dev.runner.transport.HttpReply;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// The identity of one request and when it began.
///
/// @param traceHigh the first half of the trace's identity
/// @param traceLow the second half
/// @param id of this span
/// @param sampled whether it is sent
record Span(long traceHigh, long traceLow, long id, boolean sampled, long startNanos) {
  private static final int KIND_CLIENT = 3;
  private static final int STATUS_ERROR = 2;

  private static final int TRACE_ID = 1;
  private static final int SPAN_ID = 2;
  private static final int NAME = 5;
  private static final int KIND = 6;
  private static final int START = 7;
  private static final int END = 8;
  private static final int ATTRIBUTE = 9;
  private static final int STATUS = 15;

  /// The value of the header: version, trace, span, flags.
  String traceparent() {
    HexFormat hex = HexFormat.of();
    return "00-"
        + hex.toHexDigits(traceHigh)
        + hex.toHexDigits(traceLow)
        + "-"
        + hex.toHexDigits(id)
        + (sampled ? "-01" : "-00");
  }

  /// The message `Span` of `trace.proto`, with the attributes that OpenTelemetry's conventions ask
  /// of HTTP clients.
  byte[] encode(HttpCall call, HttpReply reply, int vuId, Clock clock) {
    var span = new ProtoWriter(384);
    span.data(TRACE_ID, bytes(traceHigh, traceLow));
    span.data(SPAN_ID, bytes(id));
    span.string(NAME, call.method());
    span.integer(KIND, KIND_CLIENT);
    span.fixed(START, clock.epochNanos(startNanos));
    span.fixed(END, clock.epochNanos(Math.max(startNanos, reply.endNanos())));
    attribute(span, "http.request.method", call.method());
    URI uri = call.uri();
    attribute(span, "url.full", withoutUser(uri));
    attribute(span, "server.address", String.valueOf(uri.getHost()));
    int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    Attributes.write(span, ATTRIBUTE, "server.port", port);
    Attributes.write(span, ATTRIBUTE, "vu", vuId);
    if (reply.status() > 0) {
      Attributes.write(span, ATTRIBUTE, "http.response.status_code", reply.status());
    }
    if (!reply.protocol().isEmpty()) {
      String version = reply.protocol().substring(reply.protocol().indexOf('/') + 1);
      attribute(span, "network.protocol.version", version.equals("2.0") ? "2" : version);
    }
    if (!reply.remoteIp().isEmpty()) {
      attribute(span, "network.peer.address", reply.remoteIp());
    }
    HttpFault fault = reply.fault();
    if (fault != null || reply.status() >= 400) {
      attribute(
          span, "error.type", Integer.toString(fault == null ? reply.status() : fault.code()));
      int status = span.begin(STATUS);
      if (fault != null) {
        span.string(2, fault.message());
      }
      span.integer(3, STATUS_ERROR);
      span.end(status);
    }
    return span.toArray();
  }

  private static void attribute(ProtoWriter span, String name, String value) {
    Attributes.write(span, ATTRIBUTE, name, value);
  }

  private static String withoutUser(URI uri) {
    String text = uri.toString();
    String user = uri.getRawUserInfo();
    return user == null ? text : text.replace(user + "@", "");
  }

  private static byte[] bytes(long... numbers) {
    ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Long.BYTES);
    for (long number : numbers) {
      buffer.putLong(number);
    }
    return buffer.array();
  }
}
