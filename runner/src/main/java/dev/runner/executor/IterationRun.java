package dev.runner.executor;

import java.util.function.IntFunction;

/// A run of a planned number of iterations, which virtual users share out among themselves by
/// quotas.
final class IterationRun implements Executor {
  private final Crew crew;
  private final Listener listener;
  private final int vus;
  private final long iterations;
  private final boolean countsTime;
  private final String unit;
  private final IntFunction<CrewMember.Quota> quota;

  /// @param iterations of all virtual users together
  /// @param countsTime whether the progress is that of time while time is ahead of iterations
  /// @param unit what to say after the number of iterations
  IterationRun(
      Crew crew,
      Listener listener,
      int vus,
      long iterations,
      boolean countsTime,
      String unit,
      IntFunction<CrewMember.Quota> quota) {
    this.crew = crew;
    this.listener = listener;
    this.vus = vus;
    this.iterations = iterations;
    this.countsTime = countsTime;
    this.unit = unit;
    this.quota = quota;
  }

  @Override
  public Result run(long startNanos) throws InterruptedException {
    int stuck = crew.work(startNanos, vus, quota);
    Counts counts = crew.counts();
    long dropped = Math.max(0, iterations - counts.completed() - counts.interrupted() - stuck);
    crew.over(counts.completed() == iterations);
    if (dropped > 0) {
      listener.dropped(dropped);
    }
    return new Result(counts.completed(), counts.interrupted(), dropped, stuck);
  }

  @Override
  public void abort() {
    crew.abort();
  }

  @Override
  public Counts counts() {
    return crew.counts();
  }

  @Override
  public Progress progress() {
    long done = crew.counts().completed();
    double fraction = iterations == 0 ? 1 : (double) done / iterations;
    String total = Long.toString(iterations);
    String padded = "0".repeat(Math.max(0, total.length() - Long.toString(done).length())) + done;
    return crew.progress(
        countsTime ? Math.max(fraction, crew.timeFraction()) : fraction,
        vus + " VUs",
        padded + "/" + total + " " + unit);
  }
}
