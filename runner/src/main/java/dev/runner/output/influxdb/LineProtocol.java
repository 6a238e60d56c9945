package dev.runner.output.influxdb;

import dev.runner.output.text.SeriesBytes;
import dev.runner.output.text.TextBytes;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;

/// Turns samples into lines of InfluxDB's [line
/// protocol](https://docs.influxdata.com/influxdb/v1/write_protocols/line_protocol_reference/): the
/// metric, its tags, its value and those tags that are fields, the time. Not thread-safe.
final class LineProtocol {
  /// In characters. InfluxDB takes 64 KB for all tags of a line together.
  private static final int LONGEST_TAG = 4_000;

  private final FieldTags fieldTags;
  private final Precision precision;
  private final SeriesBytes heads = new SeriesBytes(this::appendHead);
  private final SeriesBytes fields = new SeriesBytes(this::appendFields);

  LineProtocol(FieldTags fieldTags, Precision precision) {
    this.fieldTags = fieldTags;
    this.precision = precision;
  }

  /// Appends a sample's line.
  ///
  /// @param value finite; InfluxDB knows no other numbers
  void append(TextBytes to, Series series, double value, long epochNanos, Tags metadata) {
    to.bytes(heads.of(series));
    to.number(value);
    to.bytes(fields.of(series));
    metadata.forEach((name, text) -> appendField(to, name, text));
    to.ascii(' ');
    to.integer(precision.of(epochNanos));
    to.ascii('\n');
  }

  private void appendHead(TextBytes to, Series series) {
    to.text(series.metric().name());
    series
        .tags()
        .forEach(
            (name, value) -> {
              if (!value.isEmpty() && !name.isEmpty() && !fieldTags.has(name)) {
                to.ascii(',');
                to.text(escaped(name));
                to.ascii('=');
                to.text(escaped(value));
              }
            });
    to.ascii(" value=");
  }

  private void appendFields(TextBytes to, Series series) {
    series
        .tags()
        .forEach(
            (name, value) -> {
              if (fieldTags.has(name)) {
                appendField(to, name, value);
              }
            });
  }

  private void appendField(TextBytes to, String name, String value) {
    if (value.isEmpty() || name.isEmpty()) {
      return;
    }
    int before = to.size();
    to.ascii(',');
    to.text(escaped(name));
    to.ascii('=');
    if (!fieldTags.kindOf(name).append(to, value)) {
      to.cutTo(before);
    }
  }

  /// A key or a tag's value. Line ends cannot be written and become blanks; a backslash at the end,
  /// which would escape what follows, gets a blank after it.
  private static String escaped(String text) {
    int length = text.length();
    if (length > LONGEST_TAG) {
      length =
          Character.isHighSurrogate(text.charAt(LONGEST_TAG - 1)) ? LONGEST_TAG - 1 : LONGEST_TAG;
    }
    var escaped = new StringBuilder(length + 8);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean last = i == length - 1;
      switch (c) {
        case ',', '=', ' ' -> escaped.append('\\').append(c);
        case '\n', '\r' -> escaped.append("\\ ");
        case '\\' -> escaped.append(last ? "\\\\ " : "\\");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
