/// `k6/data`: arrays of which all virtual users share one copy.
///
/// A [SharedRows] serves all virtual users; the rest belongs to one virtual user's thread. Other
/// modules that hand out shared arrays make them with [SharedArrays].
@NullMarked
package dev.runner.js.data;

import org.jspecify.annotations.NullMarked;
