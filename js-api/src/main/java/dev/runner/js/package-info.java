/// The list of modules that scripts can import.
///
/// Immutable, for any thread. Add a module as a folder below this one and a line in
/// [dev.runner.js.JsModules].
@NullMarked
package dev.runner.js;

import org.jspecify.annotations.NullMarked;
