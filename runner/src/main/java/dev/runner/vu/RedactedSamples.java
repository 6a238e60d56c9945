package dev.runner.vu;

import dev.runner.log.Redaction;
import dev.runner.sample.Metric;
import dev.runner.sample.SampleSink;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import java.util.HashMap;
import java.util.Map;

/// Samples without secrets in their tags. Used by one virtual user's thread.
final class RedactedSamples implements SampleSink {
  private final SampleSink samples;
  private final Redaction redaction;

  RedactedSamples(SampleSink samples, Redaction redaction) {
    this.samples = samples;
    this.redaction = redaction;
  }

  @Override
  public Series series(Metric metric, Tags tags) {
    return samples.series(metric, clean(tags));
  }

  private Tags clean(Tags tags) {
    Map<String, String> changed = new HashMap<>();
    tags.forEach(
        (name, value) -> {
          String clean = redaction.apply(value);
          if (!clean.equals(value)) {
            changed.put(name, clean);
          }
        });
    return changed.isEmpty() ? tags : tags.with(Tags.of(changed));
  }

  @Override
  public void record(Series series, double value, long timeNanos) {
    samples.record(series, value, timeNanos);
  }

  @Override
  public void metadata(Tags metadata) {
    samples.metadata(clean(metadata));
  }

  @Override
  public void flush() {
    samples.flush();
  }
}
