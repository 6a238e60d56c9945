/// What a misspelt name was probably meant to be. Pure, for any thread.
@NullMarked
package dev.runner.spelling;

import org.jspecify.annotations.NullMarked;
