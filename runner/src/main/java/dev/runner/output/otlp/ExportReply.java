package dev.runner.output.otlp;

import dev.runner.output.protobuf.ProtoReader;
import dev.runner.output.push.Delivery;
import java.nio.charset.StandardCharsets;

/// What a collector answers when it took a message: all of it, or not quite. The messages
/// `ExportMetricsServiceResponse` and `ExportTraceServiceResponse` are the same in this respect;
/// see "Partial Success" in <https://opentelemetry.io/docs/specs/otlp/>.
final class ExportReply {
  private static final int PARTIAL_SUCCESS = 1;
  private static final int REJECTED = 1;
  private static final int ERROR_MESSAGE = 2;

  private ExportReply() {}

  /// @param message as it came; what is no such message counts as success, as the status said
  static Delivery judge(byte[] message) {
    var reply = new ProtoReader(message);
    Delivery delivery = new Delivery.Done();
    while (reply.next()) {
      if (reply.field() == PARTIAL_SUCCESS) {
        delivery = partial(new ProtoReader(reply.data()));
      }
    }
    return delivery;
  }

  private static Delivery partial(ProtoReader partial) {
    long rejected = 0;
    String text = "";
    while (partial.next()) {
      switch (partial.field()) {
        case REJECTED -> rejected = partial.integer();
        case ERROR_MESSAGE -> text = new String(partial.data(), StandardCharsets.UTF_8);
        default -> {
          // Of a later version of the protocol.
        }
      }
    }
    if (rejected <= 0) {
      return text.isBlank() ? new Delivery.Done() : new Delivery.Partial(0, line(text));
    }
    return new Delivery.Partial(
        rejected, "rejected by the server" + (text.isBlank() ? "" : ": " + line(text)));
  }

  private static String line(String text) {
    return text.strip().lines().findFirst().orElse("");
  }
}
