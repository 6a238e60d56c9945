package dev.runner.failure;

/// One error of one iteration.
///
/// @param message what the script threw, without its stack
/// @param place where, such as `file:///script.js:2:12`; empty if unknown
/// @param scenario the scenario of the iteration
/// @param vu the number of the virtual user
/// @param iteration how many iterations the virtual user had begun before this one
/// @param timeNanos when, on the run's monotonic clock
public record Failure(
    String message, String place, String scenario, int vu, long iteration, long timeNanos) {}
