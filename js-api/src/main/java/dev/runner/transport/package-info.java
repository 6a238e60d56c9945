/// The port between the modules that scripts call and the protocol clients behind them.
///
/// A session belongs to one virtual user and is used by its thread only, which waits for replies or
/// is told of them. Redirects, cookies, authentication and samples are decided above the port,
/// sockets and timestamps below it. Add a protocol by its own types here and a client package in
/// `runner`.
@NullMarked
package dev.runner.transport;

import org.jspecify.annotations.NullMarked;
