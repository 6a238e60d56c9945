package dev.runner.output.otlp;

import dev.runner.output.Losses;
import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.push.Payload;
import dev.runner.output.push.Pusher;
import dev.runner.output.total.Total;
import dev.runner.output.total.Totals;
import dev.runner.sample.Metric;
import dev.runner.sample.SampleBatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends totals since the start to an OpenTelemetry collector.
final class OpenTelemetryOutput implements Output {
  /// Series in one message, so that it stays below the 4 MiB that gRPC servers take.
  private static final int SERIES_A_MESSAGE = 1_000;

  private final Settings settings;
  private final OutputContext context;
  private final Totals totals;
  private final Pusher pusher;
  private final MetricsMessage message;

  /// @param prefix of all metrics' names
  /// @param exponential whether trends become exponential histograms
  /// @param resource what describes the source of the metrics
  record Settings(
      Collector collector,
      Duration interval,
      String prefix,
      boolean exponential,
      Map<String, String> resource) {}

  OpenTelemetryOutput(Settings settings, OutputContext context) {
    this.settings = settings;
    this.context = context;
    List<Double> bounds = settings.exponential() ? List.of() : MetricsMessage.BOUNDS;
    totals = new Totals(description(), 1, tags -> tags, bounds, context.log());
    pusher =
        new Pusher(
            description(),
            "points",
            settings.collector().courier(Signal.METRICS, context.version()),
            Pusher.Limits.DEFAULTS,
            context.clock(),
            context.log());
    message =
        new MetricsMessage(
            settings.prefix(),
            settings.exponential(),
            Attributes.resource(settings.resource()),
            Attributes.scope(context.version()),
            now());
  }

  private long now() {
    return context.epochNanos(context.clock().nanoTime());
  }

  @Override
  public String description() {
    return OpenTelemetryFactory.TYPE + " (" + settings.collector().endpoint().shown() + ")";
  }

  @Override
  public void start() {
    pusher.start();
  }

  @Override
  public void write(SampleBatch batch) {
    totals.add(batch);
  }

  @Override
  public Duration interval() {
    return settings.interval();
  }

  @Override
  public void flush() {
    long now = now();
    for (Map.Entry<Metric, List<Total>> entry : totals.byMetric().entrySet()) {
      List<Total> series = entry.getValue();
      for (int from = 0; from < series.size(); from += SERIES_A_MESSAGE) {
        int to = Math.min(series.size(), from + SERIES_A_MESSAGE);
        message.add(entry.getKey(), series.subList(from, to), now);
        if (message.points() >= SERIES_A_MESSAGE) {
          send();
        }
      }
    }
    send();
  }

  private void send() {
    int points = message.points();
    if (points > 0) {
      pusher.push(new Payload(settings.collector().packed(message.take()), points));
    }
  }

  @Override
  public void close() {
    pusher.close();
  }

  @Override
  public Optional<String> loss() {
    return Losses.joined(pusher.loss(), totals.loss());
  }
}
