/// What samples add up to for each series since the start, for outputs to systems that expect
/// totals, such as Prometheus and OpenTelemetry. Belongs to the output's thread.
@NullMarked
package dev.runner.output.total;

import org.jspecify.annotations.NullMarked;
