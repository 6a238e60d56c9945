package dev.runner.transport;

/// An HTTP client shared by all virtual users of a run.
public interface HttpTransport extends AutoCloseable {
  /// A session with connections of its own.
  ///
  /// @param vuId the virtual user's number, from 1; 0 for setup, teardown and the summary
  HttpSession open(int vuId);

  /// Closes every connection of every session.
  @Override
  void close();
}
