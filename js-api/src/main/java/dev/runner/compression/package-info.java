/// Encodings of HTTP bodies, both ways.
@NullMarked
package dev.runner.compression;

import org.jspecify.annotations.NullMarked;
