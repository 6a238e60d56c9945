package dev.runner.preview;

import dev.runner.executor.Outlook;
import dev.runner.options.Durations;
import dev.runner.pace.Arrivals;
import dev.runner.pace.VuDemand;
import dev.runner.pace.VuStep;
import dev.runner.plan.ExecutionPlan;
import dev.runner.plan.ScenarioPlan;
import dev.runner.plan.Start;
import dev.runner.random.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What would start when, as text with small charts.
public final class PlanText {
  /// How many starts a bar must stand for, about, so that it says something of the rate.
  private static final long STARTS_A_BAR = 4;

  private final Chart chart;

  private PlanText(Chart chart) {
    this.chart = chart;
  }

  /// @param seed of the run, for arrivals at random
  /// @param columns how wide the lines may be
  /// @param unicode whether the charts may be drawn with more than ASCII
  public static List<String> render(ExecutionPlan plan, Seed seed, int columns, boolean unicode) {
    var text = new PlanText(new Chart(Math.max(columns, 40), unicode));
    List<String> lines = new ArrayList<>();
    lines.add("scenarios: " + plan.headline());
    for (ScenarioPlan scenario : plan.scenarios()) {
      lines.add("");
      lines.addAll(text.scenario(scenario, scenario.arrivals(seed)));
    }
    if (plan.scenarios().size() > 1) {
      lines.add("");
      lines.add("all scenarios");
      lines.add(row("VUs ready", "at most " + plan.maxVus()));
      lines.addAll(text.vus(plan.demand(), Duration.ZERO, plan.maxDuration()));
    }
    return lines;
  }

  private List<String> scenario(ScenarioPlan scenario, Optional<Arrivals> planned) {
    Outlook outlook = scenario.outlook();
    List<String> lines = new ArrayList<>();
    lines.add(scenario.name() + ": " + scenario.describe());
    lines.add(row("executor", scenario.executor()));
    lines.add(row("starts", starts(scenario.start())));
    lines.add(row("ends", ends(scenario)));
    lines.add(row("VUs", vusInWords(outlook)));
    outlook.iterations().ifPresent(count -> lines.add(row("iterations", Long.toString(count))));
    if (planned.isPresent()) {
      lines.addAll(arrivals(scenario, planned.orElseThrow()));
    } else {
      if (outlook.iterations().isEmpty()) {
        lines.add(row("iterations", "as many as fit"));
      }
      Duration from = scenario.startTime();
      lines.addAll(
          vus(outlook.vus().delayedBy(from.toNanos()), from, from.plus(scenario.duration())));
    }
    return lines;
  }

  private List<String> arrivals(ScenarioPlan scenario, Arrivals planned) {
    Duration from = scenario.startTime();
    long durationNanos = scenario.duration().toNanos();
    int cells = chart.cells(1_000_000);
    int bars = Math.clamp(planned.count() / STARTS_A_BAR, 1, cells);
    Starts starts = Starts.of(planned, durationNanos, bars);
    List<String> lines = new ArrayList<>();
    lines.add(row("iterations", starts.count() + ", unless VUs are short"));
    if (starts.count() > 0) {
      lines.add(row("first starts", times(starts.first(), from)));
      lines.add(row("last starts", times(starts.last(), from)));
    }
    double barSeconds = durationNanos / 1e9 / bars;
    double[] rates = new double[cells];
    Arrays.setAll(rates, i -> starts.perCell()[(int) ((long) i * bars / cells)] / barSeconds);
    lines.add("  starts per second");
    lines.addAll(
        chart.draw(
            rates, Arrays.stream(rates).max().orElse(0), from, from.plus(scenario.duration())));
    return lines;
  }

  private static String starts(Start start) {
    if (start.after().isEmpty()) {
      return Durations.format(start.earliest());
    }
    String delay = start.delay().isZero() ? "" : Durations.format(start.delay()) + " ";
    return "%safter the end of %s: from %s to %s"
        .formatted(
            delay,
            start.after(),
            Durations.format(start.earliest()),
            Durations.format(start.latest()));
  }

  private static String ends(ScenarioPlan scenario) {
    return Durations.format(scenario.startTime().plus(scenario.duration()))
        + ", with graceful stop at the latest "
        + Durations.format(scenario.end());
  }

  private static String vusInWords(Outlook outlook) {
    List<VuStep> steps = outlook.vus().steps().stream().filter(step -> step.vus() > 0).toList();
    if (steps.isEmpty()) {
      return "none";
    }
    int least = steps.stream().mapToInt(VuStep::vus).min().orElse(0);
    int most = outlook.vus().peak();
    return least == most ? Integer.toString(most) : least + " to " + most;
  }

  private static String times(List<Long> nanos, Duration from) {
    return nanos.stream().map(at -> seconds(from.plusNanos(at))).collect(Collectors.joining("  "));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3fs", time.toNanos() / 1e9);
  }

  /// A chart of the largest number of virtual users in each column.
  private List<String> vus(VuDemand demand, Duration from, Duration to) {
    int most = demand.peak();
    double[] values = new double[chart.cells(most)];
    double cellNanos = (double) to.minus(from).toNanos() / values.length;
    int next = 0;
    int vus = 0;
    for (int i = 0; i < values.length; i++) {
      double end = from.toNanos() + (i + 1) * cellNanos;
      double begin = end - cellNanos;
      while (next < demand.steps().size() && demand.steps().get(next).atNanos() <= begin) {
        vus = demand.steps().get(next++).vus();
      }
      int largest = vus;
      while (next < demand.steps().size() && demand.steps().get(next).atNanos() < end) {
        vus = demand.steps().get(next++).vus();
        largest = Math.max(largest, vus);
      }
      values[i] = largest;
    }
    List<String> lines = new ArrayList<>(List.of("  VUs"));
    lines.addAll(chart.draw(values, most, from, to));
    return lines;
  }

  private static String row(String name, String value) {
    return "  " + name + " ".repeat(Math.max(1, 14 - name.length())) + value;
  }
}
