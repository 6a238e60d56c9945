/// Where samples go while the test runs.
///
/// Outputs get batches on threads of their own and never slow the virtual users.
@NullMarked
package dev.runner.output;

import org.jspecify.annotations.NullMarked;
