package dev.runner.vu;

/// That requests and responses are logged; one of the settings of a [VuWorld].
///
/// @param bodies whether bodies are logged as well
public record HttpTrace(boolean bodies) {}
