/// The sources of secrets that `--secret-source` names.
///
/// Safe for use by many threads.
@NullMarked
package dev.runner.secret;

import org.jspecify.annotations.NullMarked;
