/// `k6/experimental/streams`: readable and writable streams.
@NullMarked
package dev.runner.js.streams;

import org.jspecify.annotations.NullMarked;
