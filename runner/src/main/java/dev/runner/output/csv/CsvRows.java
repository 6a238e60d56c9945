package dev.runner.output.csv;

import dev.runner.output.OutputContext;
import dev.runner.output.text.SeriesBytes;
import dev.runner.output.text.TextBytes;
import dev.runner.output.text.TimeText;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import java.util.List;
import java.util.Set;

/// Turns samples into rows: name, time, value, a column for each system tag, then all other tags in
/// one column and metadata in the last. Quoted as RFC 4180 says. Not thread-safe.
final class CsvRows {
  /// System tags that differ from iteration to iteration; samples carry them as metadata.
  private static final Set<String> IN_METADATA = Set.of("vu", "iter");

  private final OutputContext context;
  private final TimeFormat timeFormat;
  private final TimeText calendar = new TimeText();
  private final List<String> columns;
  private final SeriesBytes tags = new SeriesBytes(this::appendTags);

  CsvRows(TimeFormat timeFormat, OutputContext context) {
    this.context = context;
    this.timeFormat = timeFormat;
    this.columns =
        context.systemTags().stream().filter(tag -> !IN_METADATA.contains(tag)).sorted().toList();
  }

  void appendHeader(TextBytes to) {
    to.ascii("metric_name,timestamp,metric_value");
    for (String column : columns) {
      to.ascii(',');
      appendField(to, column);
    }
    to.ascii(",extra_tags,metadata\n");
  }

  void append(TextBytes to, Series series, double value, long timeNanos, Tags metadata) {
    to.ascii(series.metric().name());
    to.ascii(',');
    timeFormat.append(to, calendar, context.epochNanos(timeNanos));
    to.ascii(',');
    to.sixDecimals(value);
    to.bytes(tags.of(series));
    appendPairs(to, metadata);
    to.ascii('\n');
  }

  private void appendTags(TextBytes to, Series series) {
    Tags all = series.tags();
    Tags extra = all;
    for (String column : columns) {
      to.ascii(',');
      String value = all.get(column);
      if (value != null) {
        appendField(to, value);
        extra = extra.without(column);
      }
    }
    to.ascii(',');
    appendPairs(to, extra);
    to.ascii(',');
  }

  private static void appendPairs(TextBytes to, Tags pairs) {
    if (pairs.isEmpty()) {
      return;
    }
    var text = new StringBuilder();
    pairs.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(value));
    appendField(to, text.toString());
  }

  private static void appendField(TextBytes to, String field) {
    if (needsQuotes(field)) {
      to.ascii('"');
      to.text(field.replace("\"", "\"\""));
      to.ascii('"');
    } else {
      to.text(field);
    }
  }

  private static boolean needsQuotes(String field) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return field.startsWith(" ") || field.startsWith("\t");
  }
}
