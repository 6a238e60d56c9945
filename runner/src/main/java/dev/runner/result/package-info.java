/// What a test run came to, in one immutable value: what was run, how it ended, all numbers, the
/// verdict on the thresholds, and what went wrong.
///
/// Made once at the end of a run; the summary and all reports are functions of it.
@NullMarked
package dev.runner.result;

import org.jspecify.annotations.NullMarked;
