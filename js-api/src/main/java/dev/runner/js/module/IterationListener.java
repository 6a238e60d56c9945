package dev.runner.js.module;

/// Implemented by a module's Java half ([JsModule#host]) that keeps state which must not outlive an
/// iteration, such as cookies.
public interface IterationListener {
  /// Called on the virtual user's thread before each iteration, before any code of the script.
  void iterationStarting();
}
