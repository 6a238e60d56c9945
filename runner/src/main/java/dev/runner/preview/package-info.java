/// What a plan looks like before it runs: text with small charts, and JSON.
///
/// Pure; for any thread.
@NullMarked
package dev.runner.preview;

import org.jspecify.annotations.NullMarked;
