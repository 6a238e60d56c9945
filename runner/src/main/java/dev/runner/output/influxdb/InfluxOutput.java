package dev.runner.output.influxdb;

import dev.runner.output.Losses;
import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.push.Payload;
import dev.runner.output.push.Pusher;
import dev.runner.output.text.TextBytes;
import dev.runner.sample.SampleBatch;
import java.time.Duration;
import java.util.Optional;

/// Sends every sample to InfluxDB.
final class InfluxOutput implements Output {
  /// How large a request gets before the interval is over.
  private static final int PUSH_AT = 1 << 19;

  private final String description;
  private final Duration interval;
  private final LineProtocol lines;
  private final Pusher pusher;
  private final OutputContext context;
  private final TextBytes bytes = new TextBytes(1 << 16);
  private long points;
  private long unfit;

  InfluxOutput(
      String description,
      Duration interval,
      LineProtocol lines,
      Pusher pusher,
      OutputContext context) {
    this.description = description;
    this.interval = interval;
    this.lines = lines;
    this.pusher = pusher;
    this.context = context;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public void start() {
    pusher.start();
  }

  @Override
  public void write(SampleBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      if (!Double.isFinite(batch.value(i))) {
        unfit++;
        continue;
      }
      lines.append(
          bytes,
          batch.series(i),
          batch.value(i),
          context.epochNanos(batch.timeNanos(i)),
          batch.metadata(i));
      points++;
      if (bytes.size() >= PUSH_AT) {
        flush();
      }
    }
  }

  @Override
  public void flush() {
    if (points > 0) {
      pusher.push(new Payload(bytes.toArray(), points));
      bytes.cutTo(0);
      points = 0;
    }
  }

  @Override
  public void close() {
    flush();
    pusher.close();
  }

  @Override
  public Optional<String> loss() {
    return Losses.joined(
        pusher.loss(),
        unfit == 0
            ? Optional.empty()
            : Optional.of(unfit + " infinite values or values that are no numbers were left out"));
  }
}
