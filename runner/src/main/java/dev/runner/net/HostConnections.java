package dev.runner.net;

/// The connections to one host up to a moment, of all virtual users together.
///
/// @param host name and port, such as `shop.example:443`
/// @param open how many are open now
/// @param idle how many of those serve no request now
/// @param opened how many were made
/// @param reused how many requests went out on one that had served before or served others
/// @param closed how many have come to their end, whoever closed them
/// @param waited how many requests had to wait for a connection because none was free and no more
///   might be opened, or because another request was just opening one for both
/// @param waitedNanos how long they waited, taken together
/// @param longestWaitNanos how long the one that waited longest
public record HostConnections(
    String host,
    long open,
    long idle,
    long opened,
    long reused,
    long closed,
    long waited,
    long waitedNanos,
    long longestWaitNanos) {}
