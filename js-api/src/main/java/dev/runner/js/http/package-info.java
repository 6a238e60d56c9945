/// `k6/http`: requests, responses and cookies as scripts see them.
///
/// Runs on the virtual user's thread, which waits for each reply. Everything between a script's
/// arguments and one [dev.runner.transport.HttpCall] per hop belongs here: bodies, headers,
/// cookies, redirects, expected statuses, samples.
@NullMarked
package dev.runner.js.http;

import org.jspecify.annotations.NullMarked;
