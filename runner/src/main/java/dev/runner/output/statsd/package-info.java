/// The `statsd` output: sums and timings over UDP. See [dev.runner.output.statsd.StatsdOutput].
@NullMarked
package dev.runner.output.statsd;

import org.jspecify.annotations.NullMarked;
