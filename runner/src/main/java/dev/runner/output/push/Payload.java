package dev.runner.output.push;

/// What is sent at once.
///
/// @param body not changed from now on
/// @param items how many samples or points it holds, for counting losses
public record Payload(byte[] body, long items) {}
