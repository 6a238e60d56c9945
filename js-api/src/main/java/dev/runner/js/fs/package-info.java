/// `k6/experimental/fs`: files that scripts read piece by piece.
///
/// The content of a file is shared by all virtual users; a [ScriptFile] with its cursor belongs to
/// one of them.
@NullMarked
package dev.runner.js.fs;

import org.jspecify.annotations.NullMarked;
