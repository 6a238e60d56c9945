/// Sending results to servers that may be slow or away.
///
/// An output hands [dev.runner.output.push.Payload]s to a [dev.runner.output.push.Pusher], which
/// never makes it wait: threads of the pusher's own send them by a
/// [dev.runner.output.push.Courier], again and again while the server is away, and what does not
/// fit the bounded memory is lost and counted.
@NullMarked
package dev.runner.output.push;

import org.jspecify.annotations.NullMarked;
