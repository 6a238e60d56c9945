/// Pass or fail: what the user demands of metrics, and whether a run meets it.
///
/// Everything is immutable except [dev.runner.threshold.ThresholdMonitor], which has a platform
/// thread of its own while a run may be aborted. Add an aggregation in
/// [dev.runner.threshold.Aggregation] and nowhere else.
@NullMarked
package dev.runner.threshold;

import org.jspecify.annotations.NullMarked;
