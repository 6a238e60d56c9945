/// Small pieces of the web platform as globals: events, abort signals, clones, clocks.
///
/// Runs on the virtual user's thread.
@NullMarked
package dev.runner.js.dom;

import org.jspecify.annotations.NullMarked;
