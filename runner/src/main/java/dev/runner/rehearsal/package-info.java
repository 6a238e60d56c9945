/// What we send to ourselves before a test, so that the first requests of it find everything
/// loaded.
@NullMarked
package dev.runner.rehearsal;

import org.jspecify.annotations.NullMarked;
