/// JSON text, and the path language in which `Response.json(selector)` picks parts of it.
///
/// Pure functions over immutable values, for any thread. Add an operator of the path language in
/// [Query], a modifier in [Modifiers].
@NullMarked
package dev.runner.js.http.json;

import org.jspecify.annotations.NullMarked;
