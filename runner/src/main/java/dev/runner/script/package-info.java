/// Loads scripts and runs their functions: the only package that owns a GraalVM engine or context.
///
/// A [dev.runner.script.Script] is shared by all threads; a [dev.runner.script.ScriptInstance]
/// belongs to the thread of one virtual user, except for interrupting and closing it. Globals that
/// scripts see are added in `globals.js` and [dev.runner.script.ScriptHost].
@NullMarked
package dev.runner.script;

import org.jspecify.annotations.NullMarked;
