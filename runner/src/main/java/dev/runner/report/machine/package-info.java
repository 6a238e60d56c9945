/// The result of a test as JSON of our own shape, versioned and described by a published schema.
@NullMarked
package dev.runner.report.machine;

import org.jspecify.annotations.NullMarked;
