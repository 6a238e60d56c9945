package dev.runner.options;

import dev.runner.pace.Mix;
import dev.runner.pace.Pacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// One scenario as asked for: what all executors share is read, what one of them needs is still
/// raw, for that executor to read and check.
///
/// @param executor the name of the executor, such as `constant-vus`; not yet known to exist; empty
///   if none is given
/// @param startTime after the start of the run, or after the end of the scenario before it
/// @param startAfter the scenario that must be over before this one starts; empty if there is none
/// @param exec the exported function to run; empty if there is a mix
/// @param mix which functions to run how often, where there is not just one
/// @param pacing how far apart a virtual user's iterations start
/// @param env overlays `__ENV` during the scenario's iterations
/// @param settings the remaining keys with their JSON values (String, Long, Double, Boolean, List,
///   Map, null), in the order of writing
public record ScenarioOptions(
    String name,
    String executor,
    Duration startTime,
    String startAfter,
    Duration gracefulStop,
    String exec,
    Mix mix,
    Pacing pacing,
    Map<String, String> env,
    Map<String, String> tags,
    Map<String, Object> settings) {
  private static final long MOST_WEIGHT = 1_000_000;
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_-]+");

  public ScenarioOptions {
    env = Map.copyOf(env);
    tags = Map.copyOf(tags);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /// Whether its iterations start at given times, however long others take: with an arrival rate.
  public boolean startsByTheClock() {
    return executor.endsWith("-arrival-rate");
  }

  /// The exported functions that it runs.
  public Set<String> functions() {
    return mix.isNone() ? Set.of(exec) : mix.weights().keySet();
  }

  /// What no executor can accept, each in a few words such as `exec must not be empty`; empty if
  /// all is well.
  public List<String> problems() {
    var problems = new ArrayList<String>();
    if (!NAME.matcher(name).matches()) {
      problems.add("its name must consist of letters, digits, _ and -");
    }
    if (mix.isNone() && exec.isEmpty()) {
      problems.add("exec must not be empty");
    } else if (!mix.isNone() && !exec.isEmpty()) {
      problems.add("exec and weights exclude each other; give only one of them");
    }
    if (mix.weights().values().stream().anyMatch(weight -> weight < 0 || weight > MOST_WEIGHT)) {
      problems.add("each of the weights must be from 0 to " + MOST_WEIGHT);
    } else if (!mix.isNone() && mix.weights().values().stream().allMatch(w -> w == 0)) {
      problems.add("one of the weights must be more than 0");
    }
    if (!pacing.isNone() && pacing.minNanos() <= 0) {
      problems.add("pacing must be more than 0");
    } else if (pacing.minNanos() > pacing.maxNanos()) {
      problems.add("pacing must have a min that is not more than its max");
    }
    if (!startAfter.isEmpty() && startAfter.equals(name)) {
      problems.add("startAfter must name another scenario");
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
