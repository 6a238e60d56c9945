package dev.runner.preview;

import dev.runner.executor.Outlook;
import dev.runner.pace.VuDemand;
import dev.runner.plan.ExecutionPlan;
import dev.runner.plan.ScenarioPlan;
import dev.runner.random.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What would start when, as data for JSON. All times are in seconds since the start of the run.
public final class PlanJson {
  private static final int SECONDS_AT_MOST = 100_000;

  private PlanJson() {}

  /// @param seed of the run, for arrivals at random
  public static Map<String, Object> of(ExecutionPlan plan, Seed seed) {
    var json = new LinkedHashMap<String, Object>();
    json.put("segment", plan.segment().toString());
    json.put("maxVUs", (long) plan.maxVus());
    json.put("maxDuration", seconds(plan.maxDuration()));
    json.put("vusReady", steps(plan.demand()));
    json.put("scenarios", plan.scenarios().stream().map(one -> scenario(one, seed)).toList());
    return json;
  }

  private static Map<String, Object> scenario(ScenarioPlan scenario, Seed seed) {
    Outlook outlook = scenario.outlook();
    var json = new LinkedHashMap<String, Object>();
    json.put("name", scenario.name());
    json.put("executor", scenario.executor());
    json.put("description", scenario.describe());
    if (scenario.mix().isNone()) {
      json.put("exec", scenario.exec());
    } else {
      json.put("weights", scenario.mix().weights());
    }
    if (!scenario.start().after().isEmpty()) {
      json.put("startAfter", scenario.start().after());
      json.put("earliestStart", seconds(scenario.start().earliest()));
    }
    json.put("start", seconds(scenario.startTime()));
    json.put("end", seconds(scenario.startTime().plus(scenario.duration())));
    json.put("latestEnd", seconds(scenario.end()));
    json.put("vus", steps(outlook.vus().delayedBy(scenario.startTime().toNanos())));
    outlook.iterations().ifPresent(count -> json.put("iterations", count));
    scenario
        .arrivals(seed)
        .ifPresent(
            arrivals -> {
              long nanos = scenario.duration().toNanos();
              int cells = Math.clamp(Math.ceilDiv(nanos, 1_000_000_000L), 1, SECONDS_AT_MOST);
              Starts starts = Starts.of(arrivals, Math.max(nanos, 1), cells);
              json.put("iterations", starts.count());
              json.put("firstStarts", times(starts.first(), scenario.startTime()));
              json.put("lastStarts", times(starts.last(), scenario.startTime()));
              var perCell = new ArrayList<Object>();
              for (long count : starts.perCell()) {
                perCell.add(count);
              }
              json.put("startsEvery", nanos / 1e9 / cells);
              json.put("starts", perCell);
            });
    return json;
  }

  private static List<Map<String, Object>> steps(VuDemand demand) {
    List<Map<String, Object>> steps = new ArrayList<>();
    demand
        .steps()
        .forEach(
            step -> {
              var json = new LinkedHashMap<String, Object>();
              json.put("at", step.atNanos() / 1e9);
              json.put("vus", (long) step.vus());
              steps.add(json);
            });
    return steps;
  }

  private static List<Object> times(List<Long> nanos, Duration from) {
    return nanos.stream().<Object>map(at -> seconds(from.plusNanos(at))).toList();
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
