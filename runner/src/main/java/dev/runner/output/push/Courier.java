package dev.runner.output.push;

/// Sends payloads to one server. Safe for use by many threads.
public interface Courier extends AutoCloseable {
  /// Sends a payload and waits for the answer, but not forever.
  ///
  /// @throws InterruptedException if the thread is or gets interrupted
  Delivery deliver(Payload payload) throws InterruptedException;

  /// Lets go of connections.
  @Override
  void close();
}
