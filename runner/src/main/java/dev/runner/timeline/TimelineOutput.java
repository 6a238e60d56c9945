package dev.runner.timeline;

import dev.runner.clock.Clock;
import dev.runner.output.Output;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Series;
import java.util.IdentityHashMap;

/// Gathers the timeline while the test runs. Written to by one thread; [#timeline()] may be asked
/// by another once it is closed.
public final class TimelineOutput implements Output {
  /// Of series whose lanes are remembered; beyond it they are looked up for each sample.
  private static final int REMEMBERED = 50_000;

  private final Clock clock;
  private final Routes routes = new Routes();
  private final IdentityHashMap<Series, Lane[]> known = new IdentityHashMap<>();

  /// @param clock the run's
  public TimelineOutput(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String description() {
    return "timeline";
  }

  @Override
  public void start() {}

  @Override
  public synchronized void write(SampleBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      long epochNanos = clock.epochNanos(batch.timeNanos(i));
      for (Lane lane : lanes(batch.series(i))) {
        lane.add(batch.value(i), epochNanos);
      }
    }
  }

  private Lane[] lanes(Series series) {
    Lane[] lanes = known.get(series);
    if (lanes == null) {
      lanes = routes.of(series.metric(), series.tags());
      if (known.size() < REMEMBERED) {
        known.put(series, lanes);
      }
    }
    return lanes;
  }

  @Override
  public void close() {}

  /// All that was gathered so far.
  public synchronized Timeline timeline() {
    return routes.timeline();
  }
}
