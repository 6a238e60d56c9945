package dev.runner.output.json;

import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputFactory;
import dev.runner.output.file.Target;
import java.util.Optional;

/// Makes `json` outputs: `json=FILE` writes to a file, compressed if its name ends in `.gz` or
/// `.zst`, and `json` or `json=-` to standard output.
public final class JsonOutputFactory implements OutputFactory {
  private static final String TYPE = "json";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Output create(Optional<String> argument, OutputContext context) {
    return new JsonOutput(Target.of(TYPE, argument.orElse("-"), context), context);
  }
}
