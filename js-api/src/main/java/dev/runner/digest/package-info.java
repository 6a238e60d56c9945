/// Digests by their names, with those that the JDK lacks, and HMAC over any of them.
@NullMarked
package dev.runner.digest;

import org.jspecify.annotations.NullMarked;
