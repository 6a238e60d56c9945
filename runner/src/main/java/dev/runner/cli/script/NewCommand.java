package dev.runner.cli.script;

import dev.runner.cli.exit.ExitCode;
import dev.runner.process.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `runner new`: writes a script to begin with.
@Command(name = "new", description = "Writes a script to begin with.", sortOptions = false)
public final class NewCommand implements Callable<Integer> {
  private static final List<String> TEMPLATES = List.of("minimal", "protocol");

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "the file to write (default script.js)")
  private String file = "script.js";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  @Option(
      names = {"-f", "--force"},
      description = "replace a file that exists")
  private boolean force;

  @Option(
      names = "--template",
      paramLabel = "NAME|PATH",
      description = "minimal (default), protocol, or a file of your own")
  private String template = "minimal";

  @Option(
      names = "--project-id",
      hidden = true,
      description = "accepted for compatibility, without effect")
  @Nullable String projectId;

  private final Surroundings surroundings;

  public NewCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Path target = surroundings.directory().resolve(file);
    try {
      byte[] text = text();
      Files.write(
          target,
          text,
          StandardOpenOption.WRITE,
          force ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (FileAlreadyExistsException e) {
      return fail("'" + file + "' exists; -f replaces it");
    } catch (NoSuchFileException e) {
      return fail(
          e.getFile().equals(target.toString())
              ? "there is no folder for '" + file + "'"
              : "there is no template '" + template + "'; use minimal, protocol or a file");
    } catch (IOException e) {
      return fail("cannot write '" + file + "': " + e.getMessage());
    }
    surroundings.out().println("new script written; try:  runner run " + file);
    return ExitCode.OK.number();
  }

  private byte[] text() throws IOException {
    if (!TEMPLATES.contains(template)) {
      return Files.readAllBytes(surroundings.directory().resolve(template));
    }
    try (InputStream in = NewCommand.class.getResourceAsStream("template-" + template + ".js")) {
      if (in == null) {
        throw new UncheckedIOException(new NoSuchFileException(template));
      }
      return in.readAllBytes();
    }
  }

  private int fail(String message) {
    surroundings.err().println("runner new: " + message);
    return ExitCode.USAGE.number();
  }
}
