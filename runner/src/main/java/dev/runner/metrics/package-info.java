/// From samples to numbers: buffers per virtual user, one aggregating thread, snapshots for
/// readers.
///
/// Virtual users record and flush on their own threads; one platform thread aggregates, under a
/// lock that snapshots share. The only package that knows HdrHistogram. Add a way of adding up in
/// [dev.runner.metrics.Aggregate] with its numbers in [dev.runner.metrics.Values].
@NullMarked
package dev.runner.metrics;

import org.jspecify.annotations.NullMarked;
