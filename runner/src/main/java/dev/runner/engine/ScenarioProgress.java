package dev.runner.engine;

import dev.runner.executor.Executor;

/// How far one scenario is.
///
/// @param executor its executor's name
/// @param startsInNanos how long until it starts, while it waits; negative if that is not known;
///   else zero
/// @param waitsFor the scenario that must be over first, until it is; else empty
/// @param controls what can be changed in it from outside, and what was
public record ScenarioProgress(
    String name,
    String executor,
    long startsInNanos,
    String waitsFor,
    Executor.Progress progress,
    Executor.Controls controls) {}
