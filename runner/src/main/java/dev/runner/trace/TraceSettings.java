package dev.runner.trace;

import dev.runner.output.OutputFault;
import dev.runner.output.otlp.Collector;
import dev.runner.output.otlp.Protocol;
import dev.runner.output.otlp.Signal;
import dev.runner.output.push.Endpoint;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where spans go, and for how many requests there are some.
///
/// @param share of the requests that are traced, from 0 to 1
public record TraceSettings(Collector collector, double share) {
  private static final String TYPE = "otel";
  private static final String DEFAULT_URL = "http://127.0.0.1:4317";

  /// Reads what the user gave: `none`, `otel` or `otel=URL,proto=grpc,header.NAME=VALUE,share=0.1`.
  ///
  /// @return empty for none
  /// @throws OutputFault if it is something else
  public static Optional<TraceSettings> parse(String given) {
    if (given.equals("none")) {
      return Optional.empty();
    }
    int equals = given.indexOf('=');
    String type = equals < 0 ? given : given.substring(0, equals);
    if (!type.equals(TYPE)) {
      throw fault("'" + given + "' is unknown; use none, otel or otel=" + DEFAULT_URL);
    }
    String url = "";
    var protocol = Protocol.GRPC;
    double share = 1;
    Map<String, String> headers = new LinkedHashMap<>();
    for (String part : (equals < 0 ? "" : given.substring(equals + 1)).split(",")) {
      int at = part.indexOf('=');
      String key = at < 0 ? "" : part.substring(0, at).strip();
      String value = part.substring(at + 1).strip();
      if (key.startsWith("header.") && key.length() > "header.".length()) {
        headers.put(key.substring("header.".length()), value);
      } else {
        switch (key) {
          case "" -> url = value.isEmpty() ? url : value;
          case "proto" -> protocol = protocol(value);
          case "share" -> share = share(value);
          default ->
              throw fault("'" + key + "' is unknown; use a URL, proto, header.NAME or share");
        }
      }
    }
    URI uri = uri(url.isEmpty() ? DEFAULT_URL : url, protocol);
    return Optional.of(
        new TraceSettings(
            new Collector(protocol, Endpoint.at(uri).withHeaders(headers), false), share));
  }

  private static Protocol protocol(String value) {
    return switch (value) {
      case "grpc" -> Protocol.GRPC;
      case "http" -> Protocol.HTTP;
      default -> throw fault("proto must be grpc or http, found '" + value + "'");
    };
  }

  private static double share(String value) {
    try {
      double share = Double.parseDouble(value);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw fault("share must be from 0 to 1, found '" + value + "'");
  }

  private static URI uri(String url, Protocol protocol) {
    URI uri =
        Endpoint.parse(url)
            .orElseThrow(() -> fault("'" + url + "' is no URL; write one such as " + DEFAULT_URL));
    boolean bare = uri.getPath().isEmpty() || uri.getPath().equals("/");
    return protocol == Protocol.HTTP && bare ? uri.resolve(Signal.TRACES.httpPath()) : uri;
  }

  private static OutputFault fault(String problem) {
    return new OutputFault("--traces-output: " + problem);
  }
}
