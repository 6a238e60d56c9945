package dev.runner.engine;

import dev.runner.executor.Executor;

/// How far one scenario is.
///
/// @param executor its executor's name
/// @param startsInNanos how long until it starts, while it waits; else zero
/// @param controls what can be changed in it from outside, and what was
public record ScenarioProgress(
    String name,
    String executor,
    long startsInNanos,
    Executor.Progress progress,
    Executor.Controls controls) {}
