/// What the user asked for, from every source, checked and merged.
///
/// Immutable once read; used by the main thread before the run. A new option gets its line in
/// [OptionKey] (names, type, default) and its component in [Options], which [OptionsReader] fills.
@NullMarked
package dev.runner.options;

import org.jspecify.annotations.NullMarked;
