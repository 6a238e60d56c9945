package dev.runner.report;

import dev.runner.metrics.Facet;
import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.GroupSnapshot.CheckSnapshot;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import dev.runner.result.RunFacts;
import dev.runner.result.TestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The blocks of scenarios and groups in the full text summary. A group shows what was measured in
/// itself, not in groups below it.
final class PartsText {
  private final TestResult result;
  private final TextReport.Style style;
  private final Palette palette;
  private final StringBuilder text = new StringBuilder();

  PartsText(TestResult result, TextReport.Style style) {
    this.result = result;
    this.style = style;
    this.palette = new Palette(style.colours());
  }

  String render() {
    Snapshot snapshot = result.snapshot();
    List<GroupSnapshot> groups = snapshot.root().groups();
    if (result.facts().onlyDefaultScenario()) {
      String scenario = result.facts().scenarios().getFirst().name();
      groups.forEach(group -> group(scenario, group, "█ GROUP: ", "  "));
    } else {
      result.facts().scenarios().stream()
          .map(RunFacts.Scenario::name)
          .sorted()
          .forEach(name -> scenario(name, groups));
    }
    return text.toString();
  }

  private void scenario(String name, List<GroupSnapshot> groups) {
    List<MetricSnapshot> metrics = metricsOf(Facet.SCENARIO, name);
    if (metrics.isEmpty()) {
      return;
    }
    title("  ", "█ SCENARIO: " + name);
    text.append(
        new ResultsBlock(result, style, "    ").render(metrics, Checks.of(checksOf(name, ""))));
    groups.forEach(group -> group(name, group, "↳ GROUP: ", "    "));
  }

  private void group(String scenario, GroupSnapshot group, String prefix, String indent) {
    if (!isIn(scenario, group)) {
      return;
    }
    title(indent, prefix + group.name());
    text.append(
        new ResultsBlock(result, style, indent + "  ")
            .render(
                metricsOf(Facet.GROUP, scenario + group.path()),
                Checks.of(checksOf(scenario, group.path()))));
    group.groups().forEach(child -> group(scenario, child, "↳ GROUP: ", indent + "  "));
  }

  /// Whether the scenario has samples of the group or of one below it.
  private boolean isIn(String scenario, GroupSnapshot group) {
    return !metricsOf(Facet.GROUP, scenario + group.path()).isEmpty()
        || group.groups().stream().anyMatch(child -> isIn(scenario, child));
  }

  private List<MetricSnapshot> metricsOf(Facet facet, String part) {
    return result.snapshot().metricsOf(facet, part);
  }

  /// The checks of a scenario in one group, or in all if the path is empty.
  private List<CheckSnapshot> checksOf(String scenario, String path) {
    List<CheckSnapshot> checks = new ArrayList<>();
    Map<String, Values> parts = result.snapshot().parts("checks", Facet.CHECK);
    parts.forEach(
        (key, values) -> {
          int end = key.lastIndexOf(Facet.CHECK_MARK);
          String place = end < 0 ? "" : key.substring(0, end);
          boolean here =
              path.isEmpty()
                  ? place.equals(scenario) || place.startsWith(scenario + "::")
                  : place.equals(scenario + path);
          if (here && values instanceof Values.Rate rate) {
            String name = key.substring(end + 1);
            checks.add(new CheckSnapshot(name, path + "::" + name, rate.nonZero(), rate.zero()));
          }
        });
    return checks;
  }

  private void title(String indent, String words) {
    text.append('\n').append(indent).append(palette.title(words)).append(" \n\n");
  }
}
