/// The command line: with its sub-packages the only place that knows picocli, the standard streams
/// and exit codes.
///
/// Add a verb as one `*Command` file, here or in a folder of its own, and one line in
/// [dev.runner.cli.RootCommand].
@NullMarked
package dev.runner.cli;

import org.jspecify.annotations.NullMarked;
