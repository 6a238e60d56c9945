/// `k6/secrets`: secrets from outside of the script.
///
/// Runs on the virtual user's thread.
@NullMarked
package dev.runner.js.secrets;

import org.jspecify.annotations.NullMarked;
