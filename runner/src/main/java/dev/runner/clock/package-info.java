/// Time: the one place that reads it.
///
/// Safe for use by many threads. Everything that waits or measures takes a
/// [dev.runner.clock.Clock], so that tests decide what time it is.
@NullMarked
package dev.runner.clock;

import org.jspecify.annotations.NullMarked;
