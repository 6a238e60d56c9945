package dev.runner.output.json;

import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputFault;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Makes `json` outputs: `json=FILE` writes to a file, compressed if its name ends in `.gz`, and
/// `json` or `json=-` to standard output.
public final class JsonOutputFactory implements OutputFactory {
  @Override
  public String type() {
    return "json";
  }

  @Override
  public Output create(Optional<String> argument, OutputContext context) {
    if (argument.isEmpty() || argument.get().equals("-")) {
      return JsonOutput.toStandardOutput(context);
    }
    String name = argument.get();
    try {
      Path file = context.directory().resolve(name);
      return JsonOutput.toFile(name, file, context);
    } catch (InvalidPathException e) {
      throw new OutputFault(
          "output json: '" + name + "' is no file name (" + e.getReason() + "); name another file",
          e);
    }
  }
}
