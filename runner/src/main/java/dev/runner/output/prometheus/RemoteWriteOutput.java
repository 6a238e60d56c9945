package dev.runner.output.prometheus;

import dev.runner.output.Losses;
import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.push.Endpoint;
import dev.runner.output.push.HttpCourier;
import dev.runner.output.push.Pusher;
import dev.runner.output.total.Total;
import dev.runner.output.total.Totals;
import dev.runner.sample.SampleBatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sends totals since the start to a server that takes Prometheus remote write.
final class RemoteWriteOutput implements Output {
  /// How often series are sent that did not change, so that they do not go stale: Prometheus looks
  /// back five minutes.
  private static final Duration REMINDER = Duration.ofMinutes(1);

  private final String description;
  private final Duration interval;
  private final boolean staleMarkers;
  private final OutputContext context;
  private final Totals totals;
  private final WriteRequest request;
  private final Pusher pusher;
  private long lastReminderNanos;
  private long lastMillis;

  /// @param stats of trends, unless they are written as native histograms
  /// @param staleMarkers whether series are ended when the test is over
  record Settings(
      Endpoint endpoint,
      Duration interval,
      List<TrendStat> stats,
      boolean nativeHistograms,
      boolean staleMarkers) {}

  RemoteWriteOutput(Settings settings, OutputContext context) {
    this.description = RemoteWriteFactory.TYPE + " (" + settings.endpoint().shown() + ")";
    this.interval = settings.interval();
    this.staleMarkers = settings.staleMarkers();
    this.context = context;
    totals = new Totals(description, Names.MILLIS_A_SECOND, new Labels(), List.of(), context.log());
    request = new WriteRequest(settings.stats(), settings.nativeHistograms());
    pusher =
        new Pusher(
            description,
            "points",
            new HttpCourier(settings.endpoint()),
            Pusher.Limits.DEFAULTS,
            context.clock(),
            context.log());
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void start() {
    lastReminderNanos = context.clock().nanoTime();
    pusher.start();
  }

  @Override
  public void write(SampleBatch batch) {
    totals.add(batch);
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public void flush() {
    long now = context.clock().nanoTime();
    boolean all = now - lastReminderNanos >= REMINDER.toNanos();
    if (all) {
      lastReminderNanos = now;
    }
    // Points of a series have to be in order.
    lastMillis = Math.max(lastMillis + 1, context.epochNanos(now) / 1_000_000);
    for (Total total : totals.all()) {
      if (total.takeChanged() || all) {
        request.add(total, lastMillis);
      }
    }
    request.take().forEach(pusher::push);
  }

  @Override
  public void close() {
    if (staleMarkers) {
      totals.all().forEach(total -> request.addEnd(total, lastMillis + 1));
      request.take().forEach(pusher::push);
    }
    pusher.close();
  }

  @Override
  public Optional<String> loss() {
    return Losses.joined(pusher.loss(), totals.loss());
  }
}
