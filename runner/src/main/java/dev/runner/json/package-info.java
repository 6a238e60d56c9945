/// Reading and writing JSON as plain Java values: maps, lists, strings, numbers, booleans, null.
///
/// The only package that knows Jackson. Safe for use by many threads.
@NullMarked
package dev.runner.json;

import org.jspecify.annotations.NullMarked;
