/// `k6/experimental/csv`: rows of CSV files, all at once or one by one.
///
/// Runs on the virtual user's thread; what `parse` reads is shared by all.
@NullMarked
package dev.runner.js.csv;

import org.jspecify.annotations.NullMarked;
