/// Traces: a span for each HTTP request, whose identity goes with the request in a header
/// `traceparent`, so that what the system under test did for it can be found. A wrapper around the
/// transport; without it, requests pass as ever.
@NullMarked
package dev.runner.trace;

import org.jspecify.annotations.NullMarked;
