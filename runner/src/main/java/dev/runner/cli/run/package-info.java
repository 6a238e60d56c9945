/// `runner run` and `runner plan`: their flags, what they show, and where results go.
///
/// Flags become plain values here and go no further as flags. Add a flag as one line in
/// [dev.runner.cli.run.RunFlags]; one that scripts know nothing of in
/// [dev.runner.cli.run.SessionFlags].
@NullMarked
package dev.runner.cli.run;

import org.jspecify.annotations.NullMarked;
