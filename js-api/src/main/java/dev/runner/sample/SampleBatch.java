package dev.runner.sample;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Samples on their way from the virtual users to aggregation and outputs: parallel arrays, filled
/// up to a size. Handed from thread to thread, never shared while it is written.
public final class SampleBatch {
  private final Series[] series;
  private final double[] values;
  private final long[] times;

  /// What samples carry beside their tags; null as long as none has any.
  private @Nullable Tags @Nullable [] metadata;

  private int size;

  public SampleBatch(int capacity) {
    series = new Series[capacity];
    values = new double[capacity];
    times = new long[capacity];
  }

  public int capacity() {
    return series.length;
  }

  public int size() {
    return size;
  }

  public Series series(int i) {
    return series[i];
  }

  public double value(int i) {
    return values[i];
  }

  /// When sample `i` was measured, on the run's monotonic clock.
  public long timeNanos(int i) {
    return times[i];
  }

  /// Appends one sample; the caller has checked that there is room.
  public void add(Series sampleSeries, double value, long timeNanos) {
    int at = size;
    series[at] = sampleSeries;
    values[at] = value;
    times[at] = timeNanos;
    size = at + 1;
  }

  /// Attaches metadata to the sample that was appended last.
  public void metadata(Tags values) {
    allMetadata()[size - 1] = values;
  }

  /// What sample `i` carries beside its tags, for outputs to pass on.
  public Tags metadata(int i) {
    Tags values = metadata == null ? null : metadata[i];
    return values == null ? Tags.EMPTY : values;
  }

  private @Nullable Tags[] allMetadata() {
    @Nullable Tags[] all = metadata;
    if (all == null) {
      all = new Tags[series.length];
      metadata = all;
    }
    return all;
  }

  /// Appends samples of another batch from place `from` on, as many as there is room for.
  ///
  /// @return how many were taken
  public int addFrom(SampleBatch other, int from) {
    int count = Math.min(other.size - from, capacity() - size);
    System.arraycopy(other.series, from, series, size, count);
    System.arraycopy(other.values, from, values, size, count);
    System.arraycopy(other.times, from, times, size, count);
    if (other.metadata != null) {
      System.arraycopy(other.metadata, from, allMetadata(), size, count);
    }
    size += count;
    return count;
  }

  /// Forgets all samples and lets go of their series; the arrays stay.
  public void clear() {
    Arrays.fill(series, 0, size, null);
    if (metadata != null) {
      Arrays.fill(metadata, 0, size, null);
    }
    size = 0;
  }
}
