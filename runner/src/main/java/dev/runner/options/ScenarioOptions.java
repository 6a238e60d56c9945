package dev.runner.options;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One scenario as asked for: what all executors share is read, what one of them needs is still
/// raw, for that executor to read and check.
///
/// @param executor the name of the executor, such as `constant-vus`; not yet known to exist
/// @param exec the exported function to run
/// @param env overlays `__ENV` during the scenario's iterations
/// @param settings the remaining keys with their JSON values (String, Long, Double, Boolean, List,
///   Map, null), in the order of writing
public record ScenarioOptions(
    String name,
    String executor,
    Duration startTime,
    Duration gracefulStop,
    String exec,
    Map<String, String> env,
    Map<String, String> tags,
    Map<String, Object> settings) {
  public ScenarioOptions {
    env = Map.copyOf(env);
    tags = Map.copyOf(tags);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
