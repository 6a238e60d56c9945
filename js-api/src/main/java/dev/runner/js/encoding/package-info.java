/// `k6/encoding`: base64.
///
/// Runs on the virtual user's thread.
@NullMarked
package dev.runner.js.encoding;

import org.jspecify.annotations.NullMarked;
