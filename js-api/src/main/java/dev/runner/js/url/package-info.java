/// `URL` and `URLSearchParams` as globals, by the WHATWG URL Standard.
///
/// Runs on the virtual user's thread.
@NullMarked
package dev.runner.js.url;

import org.jspecify.annotations.NullMarked;
