/// Text and bytes as globals: `TextEncoder`, `TextDecoder`, `atob`, `btoa`.
///
/// Runs on the virtual user's thread.
@NullMarked
package dev.runner.js.text;

import org.jspecify.annotations.NullMarked;
