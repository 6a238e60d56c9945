/// `k6/execution`: what a script can learn of the run it is part of, and how it ends the test.
///
/// Runs on the virtual user's thread.
@NullMarked
package dev.runner.js.execution;

import org.jspecify.annotations.NullMarked;
