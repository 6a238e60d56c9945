/// `k6/timers`: timers to import.
@NullMarked
package dev.runner.js.timers;

import org.jspecify.annotations.NullMarked;
