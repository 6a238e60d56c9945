/// `k6/metrics`: metrics that scripts declare and feed.
///
/// Runs on the virtual user's thread.
@NullMarked
package dev.runner.js.metrics;

import org.jspecify.annotations.NullMarked;
