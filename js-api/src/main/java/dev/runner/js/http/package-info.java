/// `k6/http`: requests, responses and cookies as scripts see them.
///
/// Runs on the virtual user's thread, which waits for each reply; only [HttpModule] and its cache
/// of URLs are shared. What happens between a request and its response belongs here: one
/// [dev.runner.transport.HttpCall] per hop, redirects, samples, what scripts see of it. Reading a
/// script's arguments, URLs, cookies and JSON have packages of their own below.
@NullMarked
package dev.runner.js.http;

import org.jspecify.annotations.NullMarked;
