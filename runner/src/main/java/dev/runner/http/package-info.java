/// The HTTP transport: the only package that knows the Jetty client.
///
/// Requests come in on the threads of virtual users, which wait; events arrive on selector threads,
/// which take timestamps and wake, and never run scripts. A session keeps its own connections;
/// Jetty's pools stay empty. Connection settings belong in [dev.runner.http.TransportSettings], new
/// kinds of failure in `Faults`.
@NullMarked
package dev.runner.http;

import org.jspecify.annotations.NullMarked;
