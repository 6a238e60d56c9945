/// The composition root: puts the parts of a test run together and takes it through its life, from
/// loading the script to the last threshold. No policy of its own.
///
/// The only package that sees everything; the registry of outputs lives here. Runs on the caller's
/// thread.
@NullMarked
package dev.runner.launch;

import org.jspecify.annotations.NullMarked;
