package dev.runner.sample;

/// One metric with one set of tags: what a sample belongs to. Looked up once per call site with
/// [SampleSink#series] and then reused, so that recording compares and hashes nothing.
public interface Series {
  Metric metric();

  Tags tags();
}
