package dev.runner.output.json;

import dev.runner.output.MetricNotes;
import dev.runner.output.OutputContext;
import dev.runner.output.text.SeriesBytes;
import dev.runner.output.text.TextBytes;
import dev.runner.output.text.TimeText;
import dev.runner.sample.Metric;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns samples into lines. What is the same for each sample of a metric or of a series is encoded
/// once and kept, up to a limit. Not thread-safe.
final class JsonLines {
  private final OutputContext context;
  private final TimeText time = new TimeText();
  private final SeriesBytes tails =
      new SeriesBytes(
          (to, series) -> {
            to.ascii(",\"tags\":");
            appendTags(to, series.tags());
            to.ascii("}}\n");
          });

  /// What a point's line begins with, by [Metric#index].
  private byte[] @Nullable [] heads = new byte[32][];

  JsonLines(OutputContext context) {
    this.context = context;
  }

  /// Appends a sample's line, and before it the metric's if this is its first sample.
  void append(TextBytes to, Series series, double value, long timeNanos, Tags metadata) {
    to.bytes(head(to, series.metric()));
    time.append(to, context.epochNanos(timeNanos));
    to.ascii("\",\"value\":");
    to.number(value);
    if (metadata.isEmpty()) {
      to.bytes(tails.of(series));
    } else {
      to.ascii(",\"tags\":");
      appendTags(to, series.tags());
      to.ascii(",\"metadata\":");
      appendTags(to, metadata);
      to.ascii("}}\n");
    }
  }

  private byte[] head(TextBytes to, Metric metric) {
    int index = metric.index();
    if (index >= heads.length) {
      heads = Arrays.copyOf(heads, index * 2);
    }
    byte[] known = heads[index];
    if (known != null) {
      return known;
    }
    appendMetric(to, metric);
    var text = new TextBytes(128);
    text.ascii("{\"metric\":");
    text.jsonString(metric.name());
    text.ascii(",\"type\":\"Point\",\"data\":{\"time\":\"");
    byte[] head = text.toArray();
    heads[index] = head;
    return head;
  }

  private void appendMetric(TextBytes to, Metric metric) {
    MetricNotes notes = context.notesOf(metric);
    to.ascii("{\"type\":\"Metric\",\"data\":{\"name\":");
    to.jsonString(metric.name());
    to.ascii(",\"type\":");
    to.jsonString(metric.kind().label());
    to.ascii(",\"contains\":");
    to.jsonString(metric.unit().label());
    to.ascii(",\"thresholds\":[");
    String separator = "";
    for (String threshold : notes.thresholds()) {
      to.ascii(separator);
      to.jsonString(threshold);
      separator = ",";
    }
    to.ascii("],\"submetrics\":");
    appendSubmetrics(to, notes.submetrics());
    to.ascii("},\"metric\":");
    to.jsonString(metric.name());
    to.ascii("}\n");
  }

  private static void appendSubmetrics(TextBytes to, List<MetricNotes.Submetric> submetrics) {
    if (submetrics.isEmpty()) {
      to.ascii("null");
      return;
    }
    String separator = "[";
    for (MetricNotes.Submetric submetric : submetrics) {
      to.ascii(separator);
      to.ascii("{\"name\":");
      to.jsonString(submetric.fullName());
      to.ascii(",\"suffix\":");
      to.jsonString(submetric.suffix());
      to.ascii(",\"tags\":");
      appendTags(to, submetric.filter());
      to.ascii("}");
      separator = ",";
    }
    to.ascii("]");
  }

  private static void appendTags(TextBytes to, Tags tags) {
    if (tags.isEmpty()) {
      to.ascii("{}");
      return;
    }
    var separator =
        new Object() {
          String text = "{";
        };
    tags.forEach(
        (name, value) -> {
          to.ascii(separator.text);
          separator.text = ",";
          to.jsonString(name);
          to.ascii(":");
          to.jsonString(value);
        });
    to.ascii("}");
  }
}
