/// Runs the scenarios of a plan, each on a platform thread of its own, and knows how far they are.
///
/// [dev.runner.engine.Engine#run()] belongs to one thread; state and abort signal are safe for all.
/// Neither scripts nor metrics are known here: what others need to hear goes into
/// [dev.runner.engine.RunListener].
@NullMarked
package dev.runner.engine;

import org.jspecify.annotations.NullMarked;
