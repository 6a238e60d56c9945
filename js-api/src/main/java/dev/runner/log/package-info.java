/// What a run says while it runs: one line at a time, with a level and fields.
///
/// Called from any thread. Where the lines go and how they look is decided by the command line.
@NullMarked
package dev.runner.log;

import org.jspecify.annotations.NullMarked;
