package dev.runner.launch;

import dev.runner.json.Json;
import dev.runner.script.Script;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a script adds to a request if it comes from an archive.
final class Archives {
  private Archives() {}

  /// The options that count as those of the script: the ones that were packed, if it was.
  ///
  /// @param exported as JSON; null if there are none
  static @Nullable Object options(Script script, @Nullable String exported) {
    if (script.archive().isPresent()) {
      return script.archive().get().options();
    }
    return exported == null ? null : Json.parse(exported);
  }

  /// The variables for the script: those that were packed stand behind those given now.
  static Map<String, String> scriptEnv(Map<String, String> given, Script script) {
    if (script.archive().isEmpty()) {
      return given;
    }
    var env = new HashMap<>(script.archive().get().env());
    env.putAll(given);
    return Map.copyOf(env);
  }
}
