package dev.runner.output.file;

import dev.runner.output.OutputContext;
import dev.runner.output.OutputFault;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// What the user names after `-o type=`: a file, or standard output.
public final class Target {
  private static final String STANDARD_OUTPUT = "-";

  private final String type;
  private final String name;
  private final Optional<Path> file;
  private final OutputStream standardOutput;

  private Target(String type, String name, Optional<Path> file, OutputStream standardOutput) {
    this.type = type;
    this.name = name;
    this.file = file;
    this.standardOutput = standardOutput;
  }

  /// @param type of the output, for messages
  /// @param name a file relative to the run's folder, or `-` for standard output
  /// @throws OutputFault if no file can have that name
  public static Target of(String type, String name, OutputContext context) {
    if (name.equals(STANDARD_OUTPUT)) {
      return new Target(type, "stdout", Optional.empty(), context.standardOutput());
    }
    try {
      Path file = context.directory().resolve(name);
      return new Target(type, name, Optional.of(file), context.standardOutput());
    } catch (InvalidPathException e) {
      throw new OutputFault(
          "output "
              + type
              + ": '"
              + name
              + "' is no file name ("
              + e.getReason()
              + "); name another file",
          e);
    }
  }

  /// For the user, such as `json (results.json)`.
  public String description() {
    return type + " (" + name + ")";
  }

  /// Creates the file or empties it; whoever closes the stream leaves standard output open. What is
  /// written to a file whose name ends in `.gz` or `.zst` is compressed.
  ///
  /// @throws OutputFault if that fails
  public OutputStream open() {
    if (file.isEmpty()) {
      return new Unclosed(standardOutput);
    }
    Path path = file.get();
    try {
      return Compression.ofName(name).wrap(Files.newOutputStream(path));
    } catch (IOException e) {
      throw new OutputFault(
          "output " + type + ": cannot write to '" + name + "': " + problem(path, e), e);
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
