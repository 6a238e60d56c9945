package dev.runner.output.otlp;

/// What is sent: each has an address of its own.
public enum Signal {
  METRICS("/v1/metrics", "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export"),
  TRACES("/v1/traces", "/opentelemetry.proto.collector.trace.v1.TraceService/Export");

  private final String httpPath;
  private final String grpcPath;

  Signal(String httpPath, String grpcPath) {
    this.httpPath = httpPath;
    this.grpcPath = grpcPath;
  }

  /// The usual path over HTTP.
  public String httpPath() {
    return httpPath;
  }

  String grpcPath() {
    return grpcPath;
  }
}
