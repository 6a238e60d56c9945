package dev.runner.js.metrics;

import dev.runner.js.module.ScriptFault;
import dev.runner.js.module.ScriptPhase;
import dev.runner.js.module.SeriesCache;
import dev.runner.js.module.TagArguments;
import dev.runner.js.module.VuScope;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.Tags;
import dev.runner.sample.ValueUnit;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;

/// The Java half of `k6/metrics` for one virtual user: metrics are numbered in the order in which
/// its script declares them.
public final class MetricsHost {
  private final VuScope scope;
  private final List<Metric> metrics = new ArrayList<>();
  private final SeriesCache series;

  MetricsHost(VuScope scope) {
    this.scope = scope;
    this.series =
        new SeriesCache((place, tags) -> scope.samples().series(metrics.get(place), tags));
  }

  /// Declares a metric.
  ///
  /// @param kind such as `COUNTER`
  /// @param time whether values are milliseconds
  /// @return its number
  @HostAccess.Export
  public int declare(String kind, String name, boolean time) {
    if (scope.phase() != ScriptPhase.INIT) {
      throw new ScriptFault(
          "metric '" + name + "' must be declared in the init stage, outside of any function");
    }
    try {
      metrics.add(
          scope
              .metrics()
              .declare(name, MetricKind.valueOf(kind), time ? ValueUnit.TIME : ValueUnit.DEFAULT));
    } catch (IllegalArgumentException e) {
      throw new ScriptFault(String.valueOf(e.getMessage()), e);
    }
    return metrics.size() - 1;
  }

  @HostAccess.Export
  public boolean add(int number, double value) {
    if (scope.phase() == ScriptPhase.INIT) {
      refuseInit(number);
    }
    scope.samples().record(series.get(number, scope.tags()), value, scope.nanoTime());
    return true;
  }

  @HostAccess.Export
  public boolean taggedAdd(int number, double value, Value tags) {
    refuseInit(number);
    Tags all = scope.tags().with(TagArguments.read(tags));
    var sink = scope.samples();
    sink.record(sink.series(metrics.get(number), all), value, scope.nanoTime());
    return true;
  }

  /// Takes note of a value that is no number.
  ///
  /// @param shown the value in words
  @HostAccess.Export
  public boolean refuse(int number, String shown) {
    refuseInit(number);
    String message =
        "'" + shown + "' is no number: it cannot be added to metric '" + name(number) + "'";
    if (scope.throwsOnFailure()) {
      throw new ScriptFault(message);
    }
    scope.port(OddValues.class).refused(name(number), message);
    return false;
  }

  /// Takes note of an infinite value, which is to be added all the same.
  @HostAccess.Export
  public void infinite(int number) {
    refuseInit(number);
    scope.port(OddValues.class).infinite(name(number));
  }

  private void refuseInit(int number) {
    if (scope.phase() == ScriptPhase.INIT) {
      throw new ScriptFault(
          "nothing can be added to metric '" + name(number) + "' in the init stage");
    }
  }

  private String name(int number) {
    return metrics.get(number).name();
  }
}
