package dev.runner.output.prometheus;

import dev.runner.output.protobuf.ProtoWriter;
import dev.runner.output.total.ExponentialHistogram;
import dev.runner.output.total.TrendTotal;

/// Writes native histograms the way remote write and the page to scrape share: buckets as spans and
/// differences. See `prompb/types.proto` of Prometheus and `metrics.proto` of its client model.
///
/// @param schema the field numbers; the others likewise
record NativeHistogram(
    int count,
    int sum,
    int schema,
    int zeroThreshold,
    int zeroCount,
    int negativeSpans,
    int negativeDeltas,
    int positiveSpans,
    int positiveDeltas) {
  static final NativeHistogram IN_REMOTE_WRITE = new NativeHistogram(1, 3, 4, 5, 6, 8, 9, 11, 12);
  static final NativeHistogram IN_PAGE = new NativeHistogram(1, 2, 5, 6, 7, 9, 10, 12, 13);

  /// Buckets at most 2.2 % wide.
  private static final int FINEST = 5;

  /// As many as Prometheus' own libraries recommend.
  private static final int MOST_BUCKETS = 160;

  private static final int FINEST_KNOWN_TO_ALL = 8;
  private static final int COARSEST_KNOWN_TO_ALL = -4;

  /// Gaps of so many buckets cost less than a new span.
  private static final int SMALL_GAP = 2;

  private static final int SPAN_OFFSET = 1;
  private static final int SPAN_LENGTH = 2;

  /// Appends the fields of a histogram.
  void write(ProtoWriter to, TrendTotal trend) {
    ExponentialHistogram.View view = trend.histogram().view(FINEST, MOST_BUCKETS);
    if (view.scale() < COARSEST_KNOWN_TO_ALL) {
      view = trend.histogram().view(COARSEST_KNOWN_TO_ALL, Integer.MAX_VALUE);
    }
    to.integer(count, trend.count());
    to.number(sum, trend.sum());
    to.signed(schema, Math.min(view.scale(), FINEST_KNOWN_TO_ALL));
    to.number(zeroThreshold, Double.MIN_NORMAL);
    to.integer(zeroCount, view.zeros());
    writeSide(to, view.negative(), negativeSpans, negativeDeltas);
    writeSide(to, view.positive(), positiveSpans, positiveDeltas);
    boolean nothing = view.negative().isEmpty() && view.positive().isEmpty();
    if (nothing && this.equals(IN_PAGE)) {
      // An empty span tells a native histogram without buckets from a classic one.
      to.end(to.begin(positiveSpans));
    }
  }

  private static void writeSide(
      ProtoWriter to, ExponentialHistogram.Range range, int spans, int deltas) {
    if (range.isEmpty()) {
      return;
    }
    long[] counts = range.counts();
    var differences = new ProtoWriter(counts.length * 2);
    // Prometheus numbers a bucket by its upper bound.
    int offset = range.first() + 1;
    long before = 0;
    int at = 0;
    while (at < counts.length) {
      int from = at;
      int end = at;
      for (int zeros = 0; at < counts.length && zeros <= SMALL_GAP; at++) {
        zeros = counts[at] == 0 ? zeros + 1 : 0;
        end = zeros == 0 ? at + 1 : end;
      }
      for (int i = from; i < end; i++) {
        differences.signed(counts[i] - before);
        before = counts[i];
      }
      int span = to.begin(spans);
      to.signed(SPAN_OFFSET, offset);
      to.integer(SPAN_LENGTH, end - from);
      to.end(span);
      while (at < counts.length && counts[at] == 0) {
        at++;
      }
      offset = at - end;
    }
    to.data(deltas, differences.toArray());
  }
}
