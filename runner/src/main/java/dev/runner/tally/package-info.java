/// What each virtual user did and how it was served, counted apart for those who ask.
///
/// A virtual user's samples pass its tally on their way to [dev.runner.metrics]; runs that do not
/// ask have no tallies.
@NullMarked
package dev.runner.tally;

import org.jspecify.annotations.NullMarked;
