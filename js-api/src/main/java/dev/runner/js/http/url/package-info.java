/// URLs as scripts write them and as they go over the wire.
///
/// Values here are immutable and shared by all virtual users. What a URL may look like, and how a
/// relative one is resolved, is decided here and nowhere else.
@NullMarked
package dev.runner.js.http.url;

import org.jspecify.annotations.NullMarked;
