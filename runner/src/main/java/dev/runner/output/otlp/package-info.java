/// Metrics and traces for OpenTelemetry, by its protocol OTLP 1.x over gRPC or HTTP; see
/// <https://opentelemetry.io/docs/specs/otlp/>.
@NullMarked
package dev.runner.output.otlp;

import org.jspecify.annotations.NullMarked;
