package dev.runner.js.module;

import java.nio.file.Path;
import java.util.function.Supplier;

/// What all virtual users of one script share. Safe for use by many threads.
public interface ScriptServices {
  /// The value of that key, made by whoever asks first while others wait.
  ///
  /// @param key unique among all modules, such as `k6/data users`
  <T> T shared(String key, Supplier<T> maker);

  /// The file of that name, relative to the main script's folder, that the script may read.
  ///
  /// @param name a path or a `file:` URL
  /// @throws ScriptFault if it does not exist, is a folder or must not be read
  Path file(String name);
}
