/// What will happen, decided and checked before anything starts.
///
/// Immutable once planned; planning runs on the thread of the command. Whatever can be known from
/// the options and the script's exports alone, and be wrong, is checked here.
@NullMarked
package dev.runner.plan;

import org.jspecify.annotations.NullMarked;
