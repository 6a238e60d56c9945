/// What the process answers: exit codes, and which fault or outcome has which.
///
/// Pure functions, any thread. A new kind of fault gets its line in [dev.runner.cli.exit.Faults].
@NullMarked
package dev.runner.cli.exit;

import org.jspecify.annotations.NullMarked;
