/// The vocabulary of measurement: what a metric is, which tags a sample carries, who takes samples.
///
/// Everything here is immutable or thread-safe, except a [dev.runner.sample.SampleSink], which
/// belongs to the one thread that records. Add a built-in metric in
/// [dev.runner.sample.BuiltinMetrics]; nothing here knows how values are aggregated.
@NullMarked
package dev.runner.sample;

import org.jspecify.annotations.NullMarked;
