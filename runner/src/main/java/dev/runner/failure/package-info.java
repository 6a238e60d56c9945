/// Why iterations failed: which errors there were, how often, where and when first.
///
/// [dev.runner.failure.FailureTable] takes errors from the threads of virtual users;
/// [dev.runner.failure.FailureReport] is what came of it. How it is shown is decided in `report`.
@NullMarked
package dev.runner.failure;

import org.jspecify.annotations.NullMarked;
