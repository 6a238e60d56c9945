/// The commands that watch and change a test which runs elsewhere.
///
/// Main thread only; clients of the control interface, which is in [dev.runner.control].
@NullMarked
package dev.runner.cli.live;

import org.jspecify.annotations.NullMarked;
