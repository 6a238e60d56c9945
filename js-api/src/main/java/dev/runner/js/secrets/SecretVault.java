package dev.runner.js.secrets;

import org.jspecify.annotations.Nullable;

/// Where scripts get secrets from. Safe for use by many threads.
public interface SecretVault {
  /// The secret of that key. From now on it is kept out of all that the program shows or writes.
  ///
  /// @param source the name of a source, or null for the default one
  /// @throws dev.runner.js.module.ScriptFault if there is no such source or no such secret
  /// @throws InterruptedException if the virtual user is to stop
  String get(@Nullable String source, String key) throws InterruptedException;

  /// Finds out whether there is a source of that name.
  ///
  /// @throws dev.runner.js.module.ScriptFault if there is none
  void requireSource(String name);
}
