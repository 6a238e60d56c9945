package dev.runner.metrics;

import dev.runner.clock.Clock;
import dev.runner.log.Log;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// All series of a run and what they feed. Safe for use by many threads.
///
/// Holds a limited number of series; one more is made anew at each look-up and counted just the
/// same, so that tags with endless values (an id in a URL) cost time but no memory; the user is
/// told.
final class SeriesTable {
  private static final Comparator<MetricSnapshot> BY_NAME =
      Comparator.comparing((MetricSnapshot m) -> m.metric().name())
          .thenComparing(MetricSnapshot::isSubmetric)
          .thenComparing(MetricSnapshot::fullName);

  /// In characters; a series with longer tags is made anew each time, so that texts of megabytes in
  /// tags do not fill the memory.
  private static final int LONGEST_TAGS = 20_000;

  private final MetricRegistry registry;
  private final CheckTable checks;
  private final TagWatch watch;
  private final Clock clock;
  private final Log log;
  private final int limit;
  private final AtomicInteger held = new AtomicInteger();

  /// By [Metric#index]; replaced when it grows.
  private volatile @Nullable MetricState[] states = new @Nullable MetricState[32];

  SeriesTable(MetricRegistry registry, CheckTable checks, Clock clock, Log log, int limit) {
    this.registry = registry;
    this.checks = checks;
    this.clock = clock;
    this.log = log;
    this.watch = new TagWatch(log);
    this.limit = limit;
  }

  RoutedSeries series(Metric metric, Tags tags) {
    MetricState state = state(metric);
    RoutedSeries known = state.series.get(tags);
    if (known != null) {
      return known;
    }
    var made = new RoutedSeries(metric, tags, route(state, tags));
    if (held.get() >= limit) {
      watch.beyond(limit, metric, state.series.keySet());
      return made;
    }
    if (tags.length() > LONGEST_TAGS) {
      return made;
    }
    RoutedSeries raced = state.series.putIfAbsent(tags, made);
    if (raced != null) {
      return raced;
    }
    held.incrementAndGet();
    return made;
  }

  /// How often a series beyond the limit was asked for.
  long beyond() {
    return watch.beyond();
  }

  /// How many series are held.
  int size() {
    return held.get();
  }

  private Aggregate[] route(MetricState state, Tags tags) {
    List<Aggregate> route = new ArrayList<>(4);
    route.add(state.total);
    for (Submetric submetric : state.submetrics) {
      if (tags.containsAll(submetric.filter)) {
        route.add(submetric.aggregate);
      }
    }
    for (Breakdown breakdown : state.breakdowns.values()) {
      Aggregate part = breakdown.part(tags);
      if (part != null) {
        route.add(part);
      }
    }
    for (Observed observed : state.observers) {
      if (tags.containsAll(observed.filter)) {
        route.add(observed.aggregate);
      }
    }
    Aggregate check = checks.meet(state.metric, tags);
    if (check != null) {
      route.add(check);
    }
    return route.toArray(Aggregate[]::new);
  }

  /// Lists the metric in snapshots even when it has no samples.
  void keep(Metric metric) {
    state(metric).kept = true;
  }

  /// Counts the samples with those tags apart as well.
  ///
  /// @param kept whether to list it in snapshots even when it has no samples
  synchronized void addSubmetric(Metric metric, Tags filter, String fullName, boolean kept) {
    MetricState state = state(metric);
    for (Submetric known : state.submetrics) {
      if (known.fullName.equals(fullName)) {
        known.kept |= kept;
        return;
      }
    }
    if (!state.series.isEmpty()) {
      throw new IllegalStateException(
          "sub-metric '" + fullName + "' comes after the first sample of " + metric.name());
    }
    state.submetrics.add(new Submetric(filter, fullName, Aggregate.of(metric.kind()), kept));
  }

  /// Copies all totals and sub-metrics that have samples or are kept, by name, each total before
  /// its sub-metrics; the caller holds the aggregation lock.
  List<MetricSnapshot> snapshot() {
    List<MetricSnapshot> metrics = new ArrayList<>();
    for (MetricState state : states) {
      if (state == null) {
        continue;
      }
      Values total = state.total.values();
      if (state.kept || total.samples() > 0) {
        metrics.add(new MetricSnapshot(state.metric, state.metric.name(), Tags.EMPTY, total));
      }
      for (Submetric submetric : state.submetrics) {
        Values values = submetric.aggregate.values();
        if (submetric.kept || values.samples() > 0) {
          metrics.add(
              new MetricSnapshot(state.metric, submetric.fullName, submetric.filter, values));
        }
      }
    }
    metrics.sort(BY_NAME);
    return metrics;
  }

  /// Tells the samples of a metric apart as well; to be called before its first sample.
  synchronized void breakDown(Metric metric, Facet facet, int limit) {
    addBreakdown(state(metric), facet, limit);
  }

  /// Tells the samples of all metrics apart as well; to be called before the first sample.
  synchronized void breakDownAll(Facet facet, int limit) {
    registry.all().forEach(metric -> addBreakdown(state(metric), facet, limit));
  }

  private void addBreakdown(MetricState state, Facet facet, int limit) {
    if (state.breakdowns.containsKey(facet.name())) {
      return;
    }
    if (!state.series.isEmpty()) {
      throw new IllegalStateException(
          "a breakdown by '" + facet.name() + "' comes after the first sample of " + state.metric);
    }
    state.breakdowns.put(facet.name(), new Breakdown(state.metric, facet, clock, log, limit));
  }

  /// Shows samples with those tags to someone as well; to be called before the first of the metric.
  void observe(Metric metric, Tags filter, MetricsEngine.Observer observer) {
    state(metric).observers.add(new Observed(filter, new Aggregate.Shown(observer)));
  }

  /// Copies all breakdowns; the caller holds the aggregation lock.
  List<BreakdownSnapshot> breakdowns() {
    List<BreakdownSnapshot> all = new ArrayList<>();
    for (MetricState state : states) {
      if (state != null) {
        state.breakdowns.values().forEach(breakdown -> all.add(breakdown.snapshot()));
      }
    }
    return all;
  }

  private MetricState state(Metric metric) {
    @Nullable MetricState[] now = states;
    int index = metric.index();
    if (index < now.length) {
      MetricState state = now[index];
      if (state != null) {
        if (state.metric != metric) {
          throw foreign(metric);
        }
        return state;
      }
    }
    return makeState(metric);
  }

  private synchronized MetricState makeState(Metric metric) {
    int index = metric.index();
    if (registry.find(metric.name()).orElse(null) != metric) {
      throw foreign(metric);
    }
    if (index < states.length) {
      MetricState known = states[index];
      if (known != null) {
        return known;
      }
    }
    @Nullable MetricState[] copy = Arrays.copyOf(states, Math.max(states.length, index * 2));
    var made = new MetricState(metric);
    copy[index] = made;
    states = copy;
    return made;
  }

  private static IllegalArgumentException foreign(Metric metric) {
    return new IllegalArgumentException("metric " + metric + " belongs to another registry");
  }

  private static final class MetricState {
    final Metric metric;
    final Aggregate total;
    final List<Submetric> submetrics = new CopyOnWriteArrayList<>();
    final Map<String, Breakdown> breakdowns = new ConcurrentSkipListMap<>();
    final List<Observed> observers = new CopyOnWriteArrayList<>();
    final ConcurrentHashMap<Tags, RoutedSeries> series = new ConcurrentHashMap<>();
    volatile boolean kept;

    MetricState(Metric metric) {
      this.metric = metric;
      this.total = Aggregate.of(metric.kind());
    }
  }

  private record Observed(Tags filter, Aggregate aggregate) {}

  private static final class Submetric {
    final Tags filter;
    final String fullName;
    final Aggregate aggregate;
    volatile boolean kept;

    Submetric(Tags filter, String fullName, Aggregate aggregate, boolean kept) {
      this.filter = filter;
      this.fullName = fullName;
      this.aggregate = aggregate;
      this.kept = kept;
    }
  }

  /// A series that knows what its samples count for, so that nothing is looked up per sample.
  static final class RoutedSeries implements Series {
    private final Metric metric;
    private final Tags tags;
    private final Aggregate[] route;

    /// @param route the metric's total, each sub-metric with matching tags, the check
    RoutedSeries(Metric metric, Tags tags, Aggregate[] route) {
      this.metric = metric;
      this.tags = tags;
      this.route = route;
    }

    @Override
    public Metric metric() {
      return metric;
    }

    @Override
    public Tags tags() {
      return tags;
    }

    /// Counts one sample wherever it belongs; the caller holds the aggregation lock.
    void aggregate(double value, long timeNanos) {
      for (Aggregate aggregate : route) {
        aggregate.add(value, timeNanos);
      }
    }

    @Override
    public String toString() {
      return metric.name() + tags;
    }
  }
}
