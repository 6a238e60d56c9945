/// The command line: the only package that knows picocli, the standard streams and exit codes.
///
/// Flags become plain values here and go no further as flags. Add a verb as one `*Command` file and
/// one line in [dev.runner.cli.RootCommand]; a flag of `run` in [dev.runner.cli.RunFlags].
@NullMarked
package dev.runner.cli;

import org.jspecify.annotations.NullMarked;
