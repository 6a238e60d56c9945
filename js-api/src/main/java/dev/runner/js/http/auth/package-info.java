/// The authentication of requests beyond Basic: what answers a server's challenge.
@NullMarked
package dev.runner.js.http.auth;

import org.jspecify.annotations.NullMarked;
