package dev.runner.output.json;

import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputFault;
import dev.runner.sample.SampleBatch;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes JSON lines to a file or to standard output. A file holds whole lines after each batch,
/// unless it is compressed.
final class JsonOutput implements Output {
  private static final int FLUSH_AT = 1 << 16;

  private final String where;
  private final Opener opener;
  private final JsonLines lines;
  private final JsonBytes bytes = new JsonBytes(FLUSH_AT + (1 << 14));
  private @Nullable OutputStream out;

  private interface Opener {
    OutputStream open();
  }

  private JsonOutput(String where, Opener opener, OutputContext context) {
    this.where = where;
    this.opener = opener;
    this.lines = new JsonLines(context);
  }

  static JsonOutput toStandardOutput(OutputContext context) {
    return new JsonOutput("stdout", () -> new Unclosed(context.standardOutput()), context);
  }

  /// @param name as the user wrote it
  static JsonOutput toFile(String name, Path file, OutputContext context) {
    return new JsonOutput(name, () -> open(name, file), context);
  }

  @Override
  public String description() {
    return "json (" + where + ")";
  }

  @Override
  public void start() {
    out = opener.open();
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

  private static OutputStream open(String name, Path file) {
    try {
      OutputStream plain = Files.newOutputStream(file);
      boolean zip = name.toLowerCase(Locale.ROOT).endsWith(".gz");
      return zip ? new Gzip(plain) : plain;
    } catch (IOException e) {
      throw new OutputFault("output json: cannot write to '" + name + "': " + problem(file, e), e);
    }
  }

  private static String problem(Path file, IOException e) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      return "it is a folder; name a file in it";
    }
    if (folder != null && !Files.isDirectory(folder)) {
      return "there is no folder '" + folder + "'; create it or name another file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied; make the file and its folder writable or name another file";
    }
    String reason = e instanceof FileSystemException fault ? fault.getReason() : e.getMessage();
    return (reason == null ? "it cannot be created there" : reason) + "; name another file";
  }

  /// Favours speed, as samples that come too fast are lost.
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, FLUSH_AT);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /// A stream that belongs to someone else.
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
