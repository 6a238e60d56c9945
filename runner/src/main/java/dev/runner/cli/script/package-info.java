/// The commands that look at scripts, pack them or make new ones.
///
/// Main thread only. They share the flags of `run`.
@NullMarked
package dev.runner.cli.script;

import org.jspecify.annotations.NullMarked;
