package dev.runner.output.influxdb;

import java.util.Arrays;
import java.util.List;

/// The unit of times in lines.
enum Precision {
  NANOSECONDS("ns", "n", 1),
  MICROSECONDS("us", "u", 1_000),
  MILLISECONDS("ms", "ms", 1_000_000),
  SECONDS("s", "s", 1_000_000_000);

  private final String word;
  private final String wordOfVersionOne;
  private final long nanos;

  Precision(String word, String wordOfVersionOne, long nanos) {
    this.word = word;
    this.wordOfVersionOne = wordOfVersionOne;
    this.nanos = nanos;
  }

  /// What version 2 of InfluxDB and users call it, such as `us`.
  String word() {
    return word;
  }

  /// What version 1 of InfluxDB calls it, such as `u`.
  String wordOfVersionOne() {
    return wordOfVersionOne;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Precision::word).toList();
  }

  static Precision ofWord(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst().orElseThrow();
  }

  long of(long epochNanos) {
    return Math.floorDiv(epochNanos, nanos);
  }
}
