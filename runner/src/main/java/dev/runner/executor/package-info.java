/// Who starts an iteration when: one file per executor, its settings beside its behaviour.
///
/// An executor runs on a platform thread of its scenario; feeds are asked on the threads of the
/// virtual users. Add an executor as one file and one line in [dev.runner.executor.Executors].
@NullMarked
package dev.runner.executor;

import org.jspecify.annotations.NullMarked;
