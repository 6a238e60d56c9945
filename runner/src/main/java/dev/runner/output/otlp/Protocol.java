package dev.runner.output.otlp;

/// How OTLP messages travel.
public enum Protocol {
  GRPC,
  HTTP
}
