package dev.runner.output.prometheus;

import dev.runner.metrics.Values;
import dev.runner.output.protobuf.ProtoWriter;
import dev.runner.output.push.Payload;
import dev.runner.output.total.Total;
import dev.runner.output.total.TrendTotal;
import dev.runner.sample.Metric;
import dev.runner.sample.Tags;
import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Remote write 1.0 requests in the making: messages `WriteRequest` of `prompb/remote.proto`,
/// compressed with Snappy. See <https://prometheus.io/docs/specs/prw/remote_write_spec/>. Not
/// thread-safe.
final class WriteRequest {
  /// The value that tells Prometheus that a series has ended.
  static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

  /// A request is complete with so many points.
  private static final int MOST_POINTS = 5_000;

  private static final int TIME_SERIES = 1;
  private static final int METADATA = 3;
  private static final int LABEL = 1;
  private static final int SAMPLE = 2;
  private static final int HISTOGRAM = 4;
  private static final int HISTOGRAM_TIME = 15;

  /// Types of metadata.
  private static final int TYPE_COUNTER = 1;

  private static final int TYPE_GAUGE = 2;
  private static final int TYPE_HISTOGRAM = 3;

  private final List<TrendStat> stats;
  private final boolean nativeHistograms;
  private final ProtoWriter bytes = new ProtoWriter(1 << 16);
  private final SnappyJavaCompressor snappy = new SnappyJavaCompressor();
  private final List<Payload> complete = new ArrayList<>();
  private final Set<Metric> described = new HashSet<>();
  private int points;

  /// @param stats of trends, unless they are written as native histograms
  WriteRequest(List<TrendStat> stats, boolean nativeHistograms) {
    this.stats = stats;
    this.nativeHistograms = nativeHistograms;
  }

  /// Appends what a series has come to.
  void add(Total total, long epochMillis) {
    Metric metric = total.metric();
    describe(metric);
    switch (metric.kind()) {
      case COUNTER -> add(Names.counter(metric), total.tags(), total.sum(), epochMillis);
      case GAUGE -> add(Names.gauge(metric), total.tags(), total.last(), epochMillis);
      case RATE -> {
        double share = (double) total.nonZero() / Math.max(1, total.samples());
        add(Names.rate(metric), total.tags(), share, epochMillis);
      }
      case TREND -> {
        if (nativeHistograms) {
          addHistogram(metric, total, epochMillis);
        } else {
          TrendTotal trend = total.trend();
          Values.Distribution spread = trend.distribution();
          for (TrendStat stat : stats) {
            add(Names.stat(metric, stat), total.tags(), stat.of(trend, spread), epochMillis);
          }
        }
      }
    }
  }

  /// Appends the mark that a series has ended.
  void addEnd(Total total, long epochMillis) {
    Metric metric = total.metric();
    switch (metric.kind()) {
      case COUNTER -> add(Names.counter(metric), total.tags(), STALE, epochMillis);
      case GAUGE -> add(Names.gauge(metric), total.tags(), STALE, epochMillis);
      case RATE -> add(Names.rate(metric), total.tags(), STALE, epochMillis);
      case TREND -> {
        if (nativeHistograms) {
          add(Names.histogram(metric), total.tags(), STALE, epochMillis);
        } else {
          for (TrendStat stat : stats) {
            add(Names.stat(metric, stat), total.tags(), STALE, epochMillis);
          }
        }
      }
    }
  }

  /// All that was appended, ready to be sent; begins anew.
  List<Payload> take() {
    completeRequest();
    List<Payload> taken = List.copyOf(complete);
    complete.clear();
    return taken;
  }

  private void add(String name, Tags tags, double value, long epochMillis) {
    int series = bytes.begin(TIME_SERIES);
    addLabels(name, tags);
    int sample = bytes.begin(SAMPLE);
    bytes.number(1, value);
    bytes.integer(2, epochMillis);
    bytes.end(sample);
    bytes.end(series);
    count();
  }

  private void addHistogram(Metric metric, Total total, long epochMillis) {
    int series = bytes.begin(TIME_SERIES);
    addLabels(Names.histogram(metric), total.tags());
    int histogram = bytes.begin(HISTOGRAM);
    NativeHistogram.IN_REMOTE_WRITE.write(bytes, total.trend());
    bytes.integer(HISTOGRAM_TIME, epochMillis);
    bytes.end(histogram);
    bytes.end(series);
    count();
  }

  /// Labels have to be sorted by name, that of the metric among them.
  private void addLabels(String name, Tags tags) {
    tags.with("__name__", name)
        .forEach(
            (label, value) -> {
              int pair = bytes.begin(LABEL);
              bytes.string(1, label);
              bytes.string(2, value);
              bytes.end(pair);
            });
  }

  /// Says once what a metric is.
  private void describe(Metric metric) {
    if (!described.add(metric)) {
      return;
    }
    switch (metric.kind()) {
      case COUNTER -> describe(metric, TYPE_COUNTER, Names.counter(metric));
      case GAUGE -> describe(metric, TYPE_GAUGE, Names.gauge(metric));
      case RATE -> describe(metric, TYPE_GAUGE, Names.rate(metric));
      case TREND -> {
        if (nativeHistograms) {
          describe(metric, TYPE_HISTOGRAM, Names.histogram(metric));
        } else {
          stats.forEach(stat -> describe(metric, TYPE_GAUGE, Names.stat(metric, stat)));
        }
      }
    }
  }

  private void describe(Metric metric, int type, String name) {
    int metadata = bytes.begin(METADATA);
    bytes.integer(1, type);
    bytes.string(2, name);
    bytes.string(4, Names.help(metric));
    bytes.end(metadata);
  }

  private void count() {
    points++;
    if (points == MOST_POINTS) {
      completeRequest();
    }
  }

  private void completeRequest() {
    if (points > 0) {
      byte[] plain = bytes.toArray();
      var compressed = new byte[snappy.maxCompressedLength(plain.length)];
      int size = snappy.compress(plain, 0, plain.length, compressed, 0, compressed.length);
      complete.add(new Payload(Arrays.copyOf(compressed, size), points));
    }
    bytes.clear();
    points = 0;
  }
}
