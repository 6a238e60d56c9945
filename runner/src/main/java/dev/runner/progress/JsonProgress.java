package dev.runner.progress;

import dev.runner.json.Json;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Prints each frame as one line of JSON, for programs.
public final class JsonProgress implements ProgressDisplay {
  private final PrintStream out;

  public JsonProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void draw(ProgressFrame frame) {
    print(frame, "progress");
  }

  @Override
  public synchronized void printAbove(String line) {
    out.print(line + "\n");
    out.flush();
  }

  @Override
  public synchronized void finish(ProgressFrame frame) {
    print(frame, "finished");
  }

  private void print(ProgressFrame frame, String event) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("event", event);
    json.put("phase", frame.phase().isEmpty() ? "running" : frame.phase());
    json.put("elapsed_seconds", seconds(frame.elapsedNanos()));
    json.put("left_seconds", frame.leftNanos() < 0 ? null : seconds(frame.leftNanos()));
    json.put("vus", frame.activeVus());
    json.put("vus_max", frame.allocatedVus());
    json.put("iterations", frame.complete());
    json.put("interrupted", frame.interrupted());
    frame
        .numbers()
        .ifPresent(
            numbers -> {
              json.put("requests_per_second", numbers.perSecond());
              json.put("peak", numbers.peak());
              json.put("failed", numbers.failedShare());
              json.put("p50", numbers.p50());
              json.put("p95", numbers.p95());
              json.put("p99", numbers.p99());
            });
    List<Object> scenarios = new ArrayList<>();
    for (ScenarioLine one : frame.scenarios()) {
      var scenario = new LinkedHashMap<String, Object>();
      scenario.put("name", one.name());
      scenario.put("state", one.state().name().toLowerCase(Locale.ROOT));
      scenario.put("fraction", one.fraction());
      scenarios.add(scenario);
    }
    json.put("scenarios", scenarios);
    out.print(Json.write(json) + "\n");
    out.flush();
  }

  /// To a tenth of a second.
  private static double seconds(long nanos) {
    return Math.floor(nanos / 1e8) / 10;
  }
}
