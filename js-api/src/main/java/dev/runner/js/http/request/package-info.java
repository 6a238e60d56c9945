/// What a script asks for when it makes a request: its arguments, read and checked.
///
/// Runs on the virtual user's thread. A new request parameter goes into [RequestReader] and
/// [RequestSpec].
@NullMarked
package dev.runner.js.http.request;

import org.jspecify.annotations.NullMarked;
