/// Cookies as browsers keep them (RFC 6265).
///
/// Runs on the virtual user's thread; nothing here is shared. Rules about which cookie belongs to
/// which request go here, how scripts see them goes one package up.
@NullMarked
package dev.runner.js.http.cookie;

import org.jspecify.annotations.NullMarked;
