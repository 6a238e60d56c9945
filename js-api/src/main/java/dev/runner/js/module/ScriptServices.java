package dev.runner.js.module;

import java.nio.file.Path;
import java.util.function.Supplier;

/// What a module may ask for beside [VuScope]: what all virtual users of one script share, safe for
/// use by many threads, and the virtual user's tasks.
public interface ScriptServices {
  /// The value of that key, made by whoever asks first while others wait.
  ///
  /// @param key unique among all modules, such as `k6/data users`
  <T> T shared(String key, Supplier<T> maker);

  /// What goes on beside the script of this virtual user.
  Tasks tasks();

  /// The file of that name, relative to the main script's folder, that the script may read.
  ///
  /// @param name a path or a `file:` URL
  /// @throws ScriptFault if it does not exist, is a folder or must not be read
  Path file(String name);
}
