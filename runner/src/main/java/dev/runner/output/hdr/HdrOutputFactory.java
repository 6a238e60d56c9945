package dev.runner.output.hdr;

import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputFactory;
import dev.runner.output.file.FileArgument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Makes `hdr` outputs: `hdr=FILE` or `hdr=fileName=FILE,interval=1s`, each of which may come from
/// the environment instead.
public final class HdrOutputFactory implements OutputFactory {
  private static final String TYPE = "hdr";
  private static final String INTERVAL = "interval";
  private static final String DEFAULT_FILE = "file.hlog";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Output create(Optional<String> argument, OutputContext context) {
    FileArgument file = FileArgument.read(TYPE, argument, List.of(INTERVAL), DEFAULT_FILE, context);
    return new HdrOutput(
        file.target(),
        file.settings().duration(INTERVAL, "HDR_INTERVAL", Duration.ofSeconds(1)),
        context);
  }
}
