/// How log lines look.
///
/// Pure text, any thread. Add a format as one more factory of [dev.runner.console.LogFormat].
@NullMarked
package dev.runner.console;

import org.jspecify.annotations.NullMarked;
