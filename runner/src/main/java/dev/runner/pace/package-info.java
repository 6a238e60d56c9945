/// Load curves as pure arithmetic: when a scenario needs how many virtual users, and when its
/// iterations start.
///
/// No thread, no clock, no state: times are nanoseconds since the start of a scenario or a run, and
/// all of it may be used from any thread. Add a curve here before the executor that follows it.
@NullMarked
package dev.runner.pace;

import org.jspecify.annotations.NullMarked;
