package dev.runner.output.csv;

import dev.runner.output.Output;
import dev.runner.output.file.Target;
import dev.runner.output.text.TextBytes;
import dev.runner.sample.SampleBatch;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Writes CSV to a file or to standard output. A file holds whole rows after each save, unless it
/// is compressed.
final class CsvOutput implements Output {
  private static final int FLUSH_AT = 1 << 16;

  private final Target target;
  private final Duration saveInterval;
  private final CsvRows rows;
  private final TextBytes bytes = new TextBytes(FLUSH_AT + (1 << 14));
  private @Nullable OutputStream out;

  CsvOutput(Target target, Duration saveInterval, CsvRows rows) {
    this.target = target;
    this.saveInterval = saveInterval;
    this.rows = rows;
  }

  @Override
  public String description() {
    return target.description();
  }

  @Override
  public Duration interval() {
    return saveInterval;
  }

  @Override
  public void start() {
    out = target.open();
    rows.appendHeader(bytes);
  }

  @Override
  public void write(SampleBatch batch) throws IOException {
    for (int i = 0; i < batch.size(); i++) {
      rows.append(bytes, batch.series(i), batch.value(i), batch.timeNanos(i), batch.metadata(i));
      if (bytes.size() >= FLUSH_AT) {
        bytes.drainTo(opened());
      }
    }
  }

  @Override
  public void flush() throws IOException {
    bytes.drainTo(opened());
    opened().flush();
  }

  @Override
  public void close() throws IOException {
    try (OutputStream closing = opened()) {
      bytes.drainTo(closing);
    }
  }

  private OutputStream opened() {
    if (out == null) {
      throw new IllegalStateException("not started");
    }
    return out;
  }
}
