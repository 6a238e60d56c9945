package dev.runner.output.hdr;

import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.file.Target;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.SampleBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/// Writes a histogram log of HdrHistogram, version 1.3: a line for each trend and interval with a
/// compressed histogram (V2), tagged with the name of the metric.
///
/// Values are in millionths of the metric's unit, so nanoseconds for times. A sample counts in the
/// interval in which it reaches the output.
final class HdrOutput implements Output {
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final double SCALE = 1e6;
  private static final double LARGEST = 0x1p61 / SCALE;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Target target;
  private final Duration interval;
  private final OutputContext context;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 14);
  private final HistogramLogWriter log = new HistogramLogWriter(text);
  private final Map<String, Histogram> histograms = new TreeMap<>();
  private @Nullable OutputStream out;
  private long startNanos;
  private long intervalNanos;
  private long unfit;

  HdrOutput(Target target, Duration interval, OutputContext context) {
    this.target = target;
    this.interval = interval;
    this.context = context;
  }

  @Override
  public String description() {
    return target.description();
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public void start() {
    out = target.open();
    startNanos = context.clock().nanoTime();
    intervalNanos = startNanos;
    long startMillis = context.epochNanos(startNanos) / 1_000_000;
    log.outputComment(
        "[trends of " + context.script() + "; values are millionths of the metric's unit]");
    log.outputLogFormatVersion();
    log.outputStartTime(startMillis);
    log.outputBaseTime(startMillis);
    log.outputLegend();
  }

  @Override
  public void write(SampleBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      Metric metric = batch.series(i).metric();
      if (metric.kind() == MetricKind.TREND) {
        add(metric, batch.value(i));
      }
    }
  }

  private void add(Metric metric, double value) {
    if (value >= 0 && value <= LARGEST) {
      histograms
          .computeIfAbsent(metric.name(), _ -> new Histogram(SIGNIFICANT_DIGITS))
          .recordValue(Math.round(value * SCALE));
    } else {
      unfit++;
    }
  }

  @Override
  public void flush() throws IOException {
    long now = context.clock().nanoTime();
    for (Map.Entry<String, Histogram> entry : histograms.entrySet()) {
      Histogram histogram = entry.getValue();
      if (histogram.getTotalCount() > 0) {
        histogram.setTag(entry.getKey());
        log.outputIntervalHistogram(
            (intervalNanos - startNanos) / NANOS_PER_SECOND,
            (now - startNanos) / NANOS_PER_SECOND,
            histogram,
            SCALE);
        // Also forgets the tag.
        histogram.reset();
      }
    }
    intervalNanos = now;
    OutputStream to = opened();
    text.writeTo(to);
    text.reset();
    to.flush();
  }

  @Override
  public void close() throws IOException {
    try (OutputStream closing = opened()) {
      text.writeTo(closing);
    }
  }

  @Override
  public Optional<String> loss() {
    return unfit == 0
        ? Optional.empty()
        : Optional.of(
            unfit + " values were negative, infinite or no numbers and are in no histogram");
  }

  private OutputStream opened() {
    if (out == null) {
      throw new IllegalStateException("not started");
    }
    return out;
  }
}
