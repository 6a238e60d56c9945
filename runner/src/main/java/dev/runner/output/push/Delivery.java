package dev.runner.output.push;

/// What became of a payload that was sent. A reason is a few words for the user, such as
/// `connection refused`.
public sealed interface Delivery {
  /// The server has it.
  record Done() implements Delivery {}

  /// The server has it, but for a part that it will not take.
  ///
  /// @param lost how many of the payload's items; with 0 the reason is only a warning
  record Partial(long lost, String reason) implements Delivery {}

  /// The server will not take it, however often it is sent.
  record Refused(String reason) implements Delivery {}

  /// The server is away or busy; another attempt may succeed.
  record Away(String reason) implements Delivery {}
}
