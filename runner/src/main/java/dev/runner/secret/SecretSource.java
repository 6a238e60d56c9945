package dev.runner.secret;

import java.util.Optional;

/// A place that has secrets. Safe for use by many threads.
interface SecretSource {
  /// The secret of that key, if there is one.
  ///
  /// @throws dev.runner.js.module.ScriptFault if the place cannot be asked
  /// @throws InterruptedException if whoever asks is to stop
  Optional<String> get(String key) throws InterruptedException;
}
