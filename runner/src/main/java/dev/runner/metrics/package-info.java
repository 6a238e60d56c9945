/// From samples to numbers: buffers per virtual user, one aggregating thread, snapshots for
/// readers.
///
/// The only package that knows HdrHistogram.
@NullMarked
package dev.runner.metrics;

import org.jspecify.annotations.NullMarked;
