/// Whether the load generator itself keeps up, so that its own waiting is not taken for that of the
/// tested system.
@NullMarked
package dev.runner.health;

import org.jspecify.annotations.NullMarked;
