/// One virtual user: one script context, one sample buffer, one thread.
///
/// [dev.runner.vu.VuPool] makes them and lends them to scenarios; each runs on its own thread from
/// [dev.runner.vu.VuThreads]. What a script may ask of its virtual user goes into
/// [dev.runner.vu.VuContext].
@NullMarked
package dev.runner.vu;

import org.jspecify.annotations.NullMarked;
