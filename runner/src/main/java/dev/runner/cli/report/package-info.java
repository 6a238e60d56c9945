/// What can be done with recordings of test runs: `report` and `merge`.
///
/// One thread; nothing runs.
@NullMarked
package dev.runner.cli.report;

import org.jspecify.annotations.NullMarked;
