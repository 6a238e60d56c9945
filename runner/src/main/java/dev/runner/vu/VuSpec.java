package dev.runner.vu;

import dev.runner.pace.Mix;
import dev.runner.pace.Stripe;
import java.util.Map;

/// What a scenario makes of the virtual users that are lent to it.
///
/// @param scenario the scenario's name
/// @param executor the executor's name, for log lines
/// @param exec the exported function that an iteration runs; empty if there is a mix
/// @param mix which functions iterations run how often, where there is not just one
/// @param iterations which of the scenario's iterations, in the order of their starts, are this
///   instance's
/// @param env what `__ENV` holds more during the scenario
/// @param tags what its samples carry more than those of the test
public record VuSpec(
    String scenario,
    String executor,
    String exec,
    Mix mix,
    Stripe iterations,
    Map<String, String> env,
    Map<String, String> tags) {
  public VuSpec {
    env = Map.copyOf(env);
    tags = Map.copyOf(tags);
  }
}
