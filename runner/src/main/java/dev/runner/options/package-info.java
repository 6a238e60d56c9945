/// What the user asked for, from every source, checked and merged.
///
/// Immutable once read. Add an option here: its key, type and default stand in one place.
@NullMarked
package dev.runner.options;

import org.jspecify.annotations.NullMarked;
