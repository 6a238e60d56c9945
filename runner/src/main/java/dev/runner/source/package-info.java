/// The files that a script consists of, wherever they are: on disk, on the web, in packages of
/// `node_modules`, in an archive. Decides which of them a script may read. Knows nothing of the
/// engine that runs them.
@NullMarked
package dev.runner.source;

import org.jspecify.annotations.NullMarked;
