/// `k6`: checks, groups, sleep.
///
/// Runs on the virtual user's thread.
@NullMarked
package dev.runner.js.core;

import org.jspecify.annotations.NullMarked;
