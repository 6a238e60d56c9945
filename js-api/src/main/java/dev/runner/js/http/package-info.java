/// `k6/http`: requests, responses and cookies as scripts see them.
///
/// Runs on the virtual user's thread, which waits for each reply; only [HttpModule] and its cache
/// of URLs are shared. Everything between a script's arguments and one
/// [dev.runner.transport.HttpCall] per hop belongs here: bodies, headers, redirects, expected
/// statuses, samples; URLs, cookies and JSON have packages of their own below.
@NullMarked
package dev.runner.js.http;

import org.jspecify.annotations.NullMarked;
