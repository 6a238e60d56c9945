package dev.runner.output.otlp;

import dev.runner.output.push.Courier;
import dev.runner.output.push.Endpoint;
import dev.runner.output.push.HttpCourier;

/// Where OTLP messages go.
///
/// @param endpoint of gRPC without path; of HTTP with it
/// @param zipped whether bodies are compressed with gzip
public record Collector(Protocol protocol, Endpoint endpoint, boolean zipped) {
  /// Sends messages to it.
  ///
  /// @param version of this program
  public Courier courier(Signal signal, String version) {
    Endpoint named = endpoint.withHeader("User-Agent", "runner/" + version);
    return switch (protocol) {
      case GRPC -> new GrpcCourier(named, signal.grpcPath(), zipped);
      case HTTP -> {
        Endpoint typed = named.withHeader("Content-Type", "application/x-protobuf");
        yield new HttpCourier(
            zipped ? typed.withHeader("Content-Encoding", "gzip") : typed, ExportReply::judge);
      }
    };
  }

  /// A message as it is to be given to the courier.
  byte[] packed(byte[] message) {
    return zipped ? Gzip.compress(message) : message;
  }
}
