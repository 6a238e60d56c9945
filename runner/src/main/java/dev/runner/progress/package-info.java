/// What the user sees while the test runs.
///
/// Whoever ticks makes a [dev.runner.progress.ProgressFrame] and gives it to a
/// [dev.runner.progress.ProgressDisplay]; nothing here reads a clock or starts a thread. How the
/// lines look is in [dev.runner.progress.ProgressText].
@NullMarked
package dev.runner.progress;

import org.jspecify.annotations.NullMarked;
