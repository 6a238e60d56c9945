/// Reproducible random numbers.
///
/// Everything random in a run derives from one seed, so that a run can be repeated. Seeds are
/// values; a generator belongs to one thread.
@NullMarked
package dev.runner.random;

import org.jspecify.annotations.NullMarked;
