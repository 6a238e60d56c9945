package dev.runner.output.json;

import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.file.Target;
import dev.runner.output.text.TextBytes;
import dev.runner.sample.SampleBatch;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Writes JSON lines to a file or to standard output. A file holds whole lines after each batch,
/// unless it is compressed.
final class JsonOutput implements Output {
  private static final int FLUSH_AT = 1 << 16;

  private final Target target;
  private final JsonLines lines;
  private final TextBytes bytes = new TextBytes(FLUSH_AT + (1 << 14));
  private @Nullable OutputStream out;

  JsonOutput(Target target, OutputContext context) {
    this.target = target;
    this.lines = new JsonLines(context);
  }

  @Override
  public String description() {
    return target.description();
  }

  @Override
  public void start() {
    out = target.open();
  }

  @Override
  public void write(SampleBatch batch) throws IOException {
    OutputStream to = opened();
    for (int i = 0; i < batch.size(); i++) {
      lines.append(bytes, batch.series(i), batch.value(i), batch.timeNanos(i), batch.metadata(i));
      if (bytes.size() >= FLUSH_AT) {
        bytes.drainTo(to);
      }
    }
    bytes.drainTo(to);
    to.flush();
  }

  @Override
  public void close() throws IOException {
    opened().close();
  }

  private OutputStream opened() {
    if (out == null) {
      throw new IllegalStateException("not started");
    }
    return out;
  }
}
