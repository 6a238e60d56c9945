package dev.runner.sample;

/// Takes the samples of one virtual user. Not thread-safe: only the thread that runs the virtual
/// user calls it.
public interface SampleSink {
  /// The series to record with; keep it for later samples of the same metric and tags.
  Series series(Metric metric, Tags tags);

  /// Adds one sample. Takes no lock and allocates nothing.
  ///
  /// @param value in the metric's [ValueUnit]; times in milliseconds
  /// @param timeNanos when it was measured, on the run's monotonic clock
  void record(Series series, double value, long timeNanos);

  /// Attaches values to all samples recorded from now on: outputs carry them along, but nothing is
  /// told apart by them.
  default void metadata(Tags metadata) {}

  /// Hands over what was recorded so far; called at the end of each iteration.
  default void flush() {}
}
