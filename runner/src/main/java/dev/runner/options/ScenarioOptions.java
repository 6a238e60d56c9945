package dev.runner.options;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One scenario as asked for: what all executors share is read, what one of them needs is still
/// raw, for that executor to read and check.
///
/// @param executor the name of the executor, such as `constant-vus`; not yet known to exist; empty
///   if none is given
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
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_-]+");

  public ScenarioOptions {
    env = Map.copyOf(env);
    tags = Map.copyOf(tags);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /// What no executor can accept, each in a few words such as `exec must not be empty`; empty if
  /// all is well.
  public List<String> problems() {
    var problems = new ArrayList<String>();
    if (!NAME.matcher(name).matches()) {
      problems.add("its name must consist of letters, digits, _ and -");
    }
    if (exec.isEmpty()) {
      problems.add("exec must not be empty");
    }
    if (startTime.isNegative()) {
      problems.add("startTime must not be negative");
    }
    if (gracefulStop.isNegative()) {
      problems.add("gracefulStop must not be negative");
    }
    return List.copyOf(problems);
  }
}
